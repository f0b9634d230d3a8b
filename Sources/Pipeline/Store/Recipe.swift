import Files
import Foundation

/// Everything that decides a block's result, part by part; its hash is the block's key.
///
/// Captions, layout, file times, the profile's name and the block's own id are not in it: equal work has one result.
/// Options with their defaults are in it for the reader and not hashed: an option that is new in a version of the program
/// leaves the keys of all blocks as they were, as long as its default does what was done before it was there.
public struct Recipe: Codable, Equatable, Sendable {
  /// One thing that decides the result.
  public struct Part: Codable, Equatable, Sendable {
    /// 'directive', 'option epochs', 'frechet', 'block denoiser', 'file train-images-idx3-ubyte', 'engine'.
    public let name: String
    /// Its value: an option's canonical spelling, an algorithm, a file's sum, a block's key.
    public let value: String

    /// Whether it is an option with the value that it has where the author leaves it out.
    public let isDefault: Bool

    /// A part by name and value.
    public init(name: String, value: String, isDefault: Bool = false) {
      (self.name, self.value, self.isDefault) = (name, value, isDefault)
    }

    /// A part in a file; one of an older program doesn't say whether it is a default. Throws a `DecodingError`.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      value = try container.decode(String.self, forKey: .value)
      isDefault = try container.decodeIfPresent(Bool.self, forKey: .isDefault) ?? false
    }
  }

  /// The parts, in a fixed order.
  public let parts: [Part]
  /// The SHA-256 of all parts but defaults, in hexadecimal.
  public let key: String

  private enum CodingKeys: CodingKey {
    case parts
  }

  /// A recipe of some parts.
  public init(parts: [Part]) {
    self.parts = parts
    key = Self.key(of: parts)
  }

  /// The recipe in a file, its key computed anew; throws a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    self.init(parts: try decoder.container(keyedBy: CodingKeys.self).decode([Part].self, forKey: .parts))
  }

  private static func key(of parts: [Part]) -> String {
    var bytes: [UInt8] = []
    for text in parts.filter({ !$0.isDefault }).flatMap({ [$0.name, $0.value] }) {
      withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { bytes += $0 }
      bytes += text.utf8
    }
    return FileHash.sha256(of: bytes)
  }

  /// What changed since an older recipe, in words; nothing if they are equal.
  public func difference(from old: Recipe) -> String? {
    let changes = changes(since: old).map(\.text)
    return changes.isEmpty ? nil : changes.joined(separator: ", ")
  }

  /// A part that another recipe has with another value, or not at all.
  public struct Change: Codable, Equatable, Sendable {
    /// The part's name.
    public let name: String
    /// Its value in the older recipe; nil for a part that is new.
    public let old: String?
    /// Its value now; nil for a part that is gone.
    public let new: String?

    /// The change in words; of sums and keys only that they changed.
    var text: String {
      guard let old else { return "\(name) is new" }
      guard let new else { return "\(name) is gone" }
      if ["block ", "file ", "files "].contains(where: name.hasPrefix) { return "\(name) changed" }
      return "\(name) changed: \(old) -> \(new)"
    }
  }

  /// What changed since an older recipe, part by part.
  public func changes(since old: Recipe) -> [Change] {
    var changes: [Change] = []
    for part in parts {
      let before = old.parts.first { $0.name == part.name }
      guard before?.value != part.value, before != nil || !part.isDefault else { continue }
      changes.append(Change(name: part.name, old: before?.value, new: part.value))
    }
    for part in old.parts where !part.isDefault && !parts.contains(where: { $0.name == part.name }) {
      changes.append(Change(name: part.name, old: part.value, new: nil))
    }
    return changes
  }
}
