import Foundation

/// Where a block's two results differ, and how much.
public struct Difference: Sendable, Codable {
  /// What differs; see `BlockFacts`.
  public let subject: String
  /// The difference in words.
  public let text: String
  /// The largest relative error of numbers; nil where it cannot be told.
  public var relativeError: Double?
  /// Of pictures, the largest difference of two values, of 255.
  public var largest: Int?
  /// Of pictures, in decibels.
  public var psnr: Double?

  /// How much may differ.
  public struct Tolerance: Sendable {
    /// The largest relative error of a number. A picture's values may differ by one of 255, or by this share.
    public let relative: Double

    /// - Parameter relative: the largest relative error.
    public init(relative: Double) { self.relative = relative }

    /// The largest difference of a picture's values.
    var levels: Int { max(1, Int(255 * relative)) }
  }

  /// Whether it is as small as allowed.
  public func isWithin(_ tolerance: Tolerance) -> Bool {
    if let largest { return largest <= tolerance.levels }
    return relativeError.map { $0 <= tolerance.relative } ?? false
  }

  /// The kind of what differs: 'picture', 'value'.
  var kind: Substring { subject.prefix { $0 != ":" } }
  /// The file or the value that differs.
  public var name: String { String(subject.drop { $0 != ":" }.dropFirst()) }
}

/// What came of running a block again.
public enum Verdict: String, Sendable, Codable {
  /// Every output is the same.
  case identical
  case withinTolerance = "within tolerance"
  case different
  /// Another arithmetic made it: how far it is off is told, and nothing is judged.
  case measured
  /// The block cannot run here as it did, since the machine, the engine or the data are others.
  case environmentDiffers = "environment differs"
  /// There is no result to compare with.
  case absent = "nothing to compare with"
}

/// A block that was run again.
public struct VerifiedBlock: Sendable, Codable {
  /// The block's id.
  public let block: String
  /// Its directive.
  public let directive: String
  /// What came of it.
  public let verdict: Verdict
  /// Why, where that is not told by the differences.
  public var reason: String?
  /// Where the results differ.
  public var differences: [Difference] = []
  /// Where a training or a sampling left the way of the first run.
  public var parting: String?
  /// How far a result by another arithmetic is off.
  public var measures: Robustness?
  /// How long it took, in seconds.
  public var seconds = 0.0

  /// A block of which the verdict is all that is known so far.
  public init(block: String, directive: String, verdict: Verdict) {
    (self.block, self.directive, self.verdict) = (block, directive, verdict)
  }

  /// The verdict in a line.
  public var line: String {
    if let text = measures?.text {
      let about = [reason, text.isEmpty ? nil : text].compactMap(\.self).joined(separator: ", ")
      return "\(block)  \(verdict.rawValue)" + (about.isEmpty ? "" : ": \(about)")
    }
    let details = [reason, parting].compactMap(\.self) + differences.prefix(3).map(\.text)
    let more = differences.count > 3 ? ["and \(differences.count - 3) more"] : []
    let all = (details + more).joined(separator: "; ")
    return "\(block)  \(verdict.rawValue)" + (all.isEmpty ? "" : ": \(all)")
  }
}
