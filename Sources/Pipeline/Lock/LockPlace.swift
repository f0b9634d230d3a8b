import Chapters

/// Of what a line of the lock speaks.
public struct LockPlace: Hashable, Comparable, Sendable {
  /// The profile.
  public let profile: String
  /// The block's id.
  public let block: String
  /// What of its result; see `BlockFacts`.
  public let subject: String

  /// In the order of the lines.
  public static func < (a: Self, b: Self) -> Bool {
    (a.profile, a.block, a.subject) < (b.profile, b.block, b.subject)
  }
}

/// A line of the lock: a place and what stands there.
struct LockLine {
  let place: LockPlace
  let value: String

  /// Reads 'PROFILE BLOCK SUBJECT VALUE'.
  ///
  /// - Throws: a `LockComplaint` about a line that no build has written.
  init(_ line: Substring) throws(LockComplaint) {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains(where: line.hasPrefix) { throw .conflict }
    let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4 else { throw .malformed("it has \(parts.count) of 4 parts") }
    for name in parts.prefix(2) where !Identifier.isValid(name) { throw .malformed("'\(name)' is no name") }
    place = LockPlace(profile: parts[0], block: parts[1], subject: parts[2])
    value = parts[3]
    if let fault = Self.fault(in: value, of: place.subject) { throw .malformed(fault) }
  }

  private static func fault(in value: String, of subject: String) -> String? {
    let (kind, name) = (subject.prefix { $0 != ":" }, subject.drop { $0 != ":" }.dropFirst())
    switch kind {
    case "key", "figure": return isSum(value) && name.isEmpty ? nil : "'\(value)' is no SHA-256"
    case "engine": return value.isEmpty || !name.isEmpty ? "it names no numerics" : nil
    case "picture", "series", "table", "file":
      return name.isEmpty ? "it names no file" : isSum(value) ? nil : "'\(value)' is no SHA-256"
    case "value":
      let number = value.prefix { $0 != " " }
      let isRight = (number == "-" || Double(number) != nil) && value.dropFirst(number.count).hasPrefix(" \"")
      return isRight && value.hasSuffix("\"") && !name.isEmpty ? nil : "'\(value)' is no measured value"
    default: return "nothing is called '\(subject)'"
    }
  }

  private static func isSum(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }
}
