import Crypto
import Foundation

/// Everything that decides a block's result, part by part; its hash is the block's key.
///
/// Captions, layout, file times, the profile's name and the block's own id are not in it: equal work has one result.
public struct Recipe: Codable, Equatable, Sendable {
  /// One thing that decides the result.
  public struct Part: Codable, Equatable, Sendable {
    /// 'directive', 'option epochs', 'block denoiser', 'file train-images-idx3-ubyte', 'engine'.
    public let name: String
    /// Its value: an option's canonical spelling, a file's sum, a block's key.
    public let value: String

    /// A part by name and value.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The parts, in a fixed order.
  public let parts: [Part]
  /// The SHA-256 of all parts, in hexadecimal.
  public let key: String

  private enum CodingKeys: CodingKey {
    case parts
  }

  /// A recipe of some parts.
  public init(parts: [Part]) {
    self.parts = parts
    key = Self.key(of: parts)
  }

  /// The recipe in a file, whose key is computed anew.
  public init(from decoder: any Decoder) throws {
    self.init(parts: try decoder.container(keyedBy: CodingKeys.self).decode([Part].self, forKey: .parts))
  }

  private static func key(of parts: [Part]) -> String {
    var bytes: [UInt8] = []
    for text in parts.flatMap({ [$0.name, $0.value] }) {
      withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { bytes += $0 }
      bytes += text.utf8
    }
    return SHA256.hash(data: bytes).hexadecimal
  }

  /// What changed since an older recipe, in words; nothing if they are equal.
  public func difference(from old: Recipe) -> String? {
    var changes: [String] = []
    for part in parts {
      guard let before = old.parts.first(where: { $0.name == part.name }) else {
        changes.append("\(part.name) is new")
        continue
      }
      if before.value != part.value {
        changes.append(Self.change(of: part.name, from: before.value, to: part.value))
      }
    }
    for part in old.parts where !parts.contains(where: { $0.name == part.name }) {
      changes.append("\(part.name) is gone")
    }
    return changes.isEmpty ? nil : changes.joined(separator: ", ")
  }

  private static func change(of name: String, from old: String, to new: String) -> String {
    if ["block ", "file ", "files "].contains(where: name.hasPrefix) { return "\(name) changed" }
    return "\(name) changed: \(old) -> \(new)"
  }
}

extension Digest {
  /// The digest in lower-case hexadecimal.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Hashes files by content; never by time.
public struct FileHash {
  /// How much is read at once, in bytes.
  private static let pieceLength = 1 << 16

  /// The SHA-256 of a file in hexadecimal.
  ///
  /// Foundation's file handles would allocate every piece anew, and most files of a report are small.
  ///
  /// - Throws: a `POSIXError` for a file that cannot be read.
  public static func sha256(of url: URL) throws -> String { try sha256(atPath: url.path) }

  /// The same for a path.
  static func sha256(atPath path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw lastError }
    defer { close(file) }
    var hasher = SHA256()
    try withUnsafeTemporaryAllocation(byteCount: pieceLength, alignment: 16) { buffer in
      while true {
        let count = read(file, buffer.baseAddress, buffer.count)
        if count == 0 { return }
        if count > 0 {
          hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        } else if errno != EINTR {
          throw lastError
        }
      }
    }
    return hasher.finalize().hexadecimal
  }

  private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  /// The SHA-256 of bytes in hexadecimal.
  public static func sha256(of data: Data) -> String { SHA256.hash(data: data).hexadecimal }
}
