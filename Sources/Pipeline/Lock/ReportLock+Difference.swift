import Figures
import Foundation

/// What one lock says of a block and another one does not.
public struct LockChange: Sendable, Encodable {
  /// The profile.
  public let profile: String
  /// The block's id.
  public let block: String
  /// What changed, in words: whether it was added or removed, its key, and each output.
  public let changes: [String]
}

extension ReportLock {
  /// What another, newer lock says otherwise, by profile and block.
  public func changes(to other: ReportLock) -> [LockChange] {
    Set(profiles + other.profiles).sorted().flatMap { profile in
      Set(blocks(in: profile) + other.blocks(in: profile)).sorted().compactMap { block in
        let (old, new) = (facts(of: block, profile: profile), other.facts(of: block, profile: profile))
        let changes = Self.changes(from: old, to: new)
        return changes.isEmpty ? nil : LockChange(profile: profile, block: block, changes: changes)
      }
    }
  }

  private static func changes(from old: BlockFacts?, to new: BlockFacts?) -> [String] {
    guard let old else { return ["added"] }
    guard let new else { return ["removed"] }
    return old.changedSubjects(in: new).map { subject in
      let (a, b) = (old.values[subject], new.values[subject])
      let text = change(of: subject, from: a, to: b)
      guard subject.hasPrefix("value:"), let a, let b, let error = TextNumbers.relativeError(a, b) else {
        return text
      }
      return "\(text) (relative \(String(format: "%.2g", error)))"
    }
  }
}
