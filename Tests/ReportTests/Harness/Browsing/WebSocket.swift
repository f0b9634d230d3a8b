import Foundation

/// A WebSocket to a server of this machine (RFC 6455), for text in both directions.
final class WebSocket {
  private let connection: RawConnection

  enum Fault: Error { case refused(String), ended }
  private enum Kind: UInt8 { case continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 }

  init(port: UInt16, path: String) throws {
    connection = try RawConnection(port: port)
    try connection.send(
      """
      GET \(path) HTTP/1.1\r
      Host: 127.0.0.1:\(port)\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r
      Sec-WebSocket-Version: 13\r
      \r

      """)
    let status = connection.line() ?? ""
    guard status.contains(" 101 ") else { throw Fault.refused(status) }
    while let line = connection.line(), line != "\r" {}
  }

  /// Sends a text.
  func send(_ text: Data) throws { try send(.text, Array(text)) }

  /// The next text.
  func next() throws -> Data {
    var text = Data()
    while true {
      let head = try bytes(2)
      let payload = try bytes(length(head[1] & 0x7F))
      switch Kind(rawValue: head[0] & 0x0F) {
      case .ping: try send(.pong, payload)
      case .pong: break
      case .continuation, .text, .binary:
        text += payload
        let isLast = head[0] & 0x80 != 0
        if isLast { return text }
      case .close, nil: throw Fault.ended
      }
    }
  }

  private func send(_ kind: Kind, _ payload: [UInt8]) throws {
    var frame = [0x80 | kind.rawValue]
    let count = payload.count
    let isMasked: UInt8 = 0x80
    if count < 126 {
      frame.append(isMasked | UInt8(count))
    } else if count < 65_536 {
      frame.append(isMasked | 126)
      frame += withUnsafeBytes(of: UInt16(count).bigEndian, Array.init)
    } else {
      frame.append(isMasked | 127)
      frame += withUnsafeBytes(of: UInt64(count).bigEndian, Array.init)
    }
    // Clients have to mask what they send. No proxy stands between that only a random mask would keep from harm; but
    // Firefox refuses zeros.
    let mask: [UInt8] = [1, 2, 3, 4]
    frame += mask
    try connection.send(frame + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] })
  }

  /// A payload's length where the second byte of its frame says this.
  private func length(_ short: UInt8) throws -> Int {
    switch short {
    case 126: try bytes(2).reduce(0) { $0 << 8 | Int($1) }
    case 127: try bytes(8).reduce(0) { $0 << 8 | Int($1) }
    default: Int(short)
    }
  }

  private func bytes(_ count: Int) throws -> [UInt8] {
    guard let bytes = connection.bytes(count) else { throw Fault.ended }
    return bytes
  }
}
