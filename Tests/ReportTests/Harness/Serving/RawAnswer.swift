import Foundation

/// What a server of this machine answers to bytes, whatever these are.
struct RawAnswer {
  let status: Int
  /// By their names in small letters.
  let headers: [String: String]
  let body: Data

  var text: String { String(decoding: body, as: UTF8.self) }

  /// Sends a request that closes its connection, and reads all that comes.
  init(to request: String, port: UInt16) throws {
    let connection = try RawConnection(port: port)
    try connection.send(request)
    let all = connection.rest()
    let end = all.firstRange(of: Data("\r\n\r\n".utf8)) ?? all.endIndex..<all.endIndex
    let lines = String(decoding: all[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let pairs = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.dropFirst().joined().trimmingCharacters(in: .whitespaces))
    }
    headers = Dictionary(pairs) { $1 }
    body = Data(all[end.upperBound...])
  }
}

/// A connection to a server of this machine; closed with its last reference.
final class RawConnection {
  private let descriptor: Int32
  private var unread = Data()

  struct Refused: Error { let number: Int32 }

  init(host: String = "127.0.0.1", port: UInt16) throws {
    #if os(Linux)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var patience = timeval(tv_sec: Int(12 * Running.patience), tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = inet_addr(host)
    let status = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Refused(number: errno) }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Refused(number: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Everything up to the end.
  func rest() -> Data {
    while receive() {}
    return unread
  }

  /// The next line, without its end; nil at the end of the connection.
  func line() -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread = Data(unread[unread.index(after: end)...])
        return line
      }
      guard receive() else { return nil }
    }
  }

  /// The next so many bytes; nil where the connection ends before.
  func bytes(_ count: Int) -> [UInt8]? {
    while unread.count < count { guard receive() else { return nil } }
    defer { unread = Data(unread.dropFirst(count)) }
    return Array(unread.prefix(count))
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 { unread += buffer[..<count] }
    return count > 0
  }
}
