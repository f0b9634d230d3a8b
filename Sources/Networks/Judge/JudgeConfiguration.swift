import Checkpoints
import Foundation

/// What a judge is made of and what it tells apart: its `config.json`.
public struct JudgeConfiguration: Hashable, Sendable {
  /// The width and height of the pictures that it looks at, in pixels.
  public let side: Int
  /// The channels of every convolution.
  public let widths: [Int]
  /// The stride of every convolution, 1 or 2.
  public let strides: [Int]
  /// The subjects, in the order of the network's outputs.
  public let subjects: [String]
  /// The styles, in the order of the network's outputs.
  public let styles: [String]
  /// Subjects that will do as well where one is asked for.
  public let alsoRight: [String: Set<String>]

  /// Reads a file; throws a `SettingsError` that names the key that is missing, wrong or not known.
  public init(contentsOf url: URL) throws(SettingsError) {
    var file = try ModelSettings(url)
    side = try file.integer("side", in: 2...512)
    widths = try file.integers("widths", in: 1...1024, count: 1...16)
    strides = try file.integers("strides", in: 1...2, count: widths.count...widths.count)
    subjects = try file.names("subjects")
    styles = try file.names("styles")
    alsoRight = try file.alternatives("also-right", among: subjects)
    try file.requireNothingElse()
  }

  /// Whether a judge can look at pictures of this side: its own, or that times a power of two.
  public func takes(side: Int) -> Bool {
    guard side >= self.side, side % self.side == 0 else { return false }
    return (side / self.side).nonzeroBitCount == 1
  }
}

extension ModelSettings {
  /// A list of so many integers of a range.
  fileprivate mutating func integers(
    _ key: String, in range: ClosedRange<Int>, count: ClosedRange<Int>
  ) throws(SettingsError) -> [Int] {
    let many = count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count)"
    return try read(key, "a list of \(many) integers in \(range.lowerBound)...\(range.upperBound)") { value in
      guard case .list(let items) = value, count ~= items.count else { return nil }
      let numbers = items.compactMap(\.integer)
      return numbers.count == items.count && numbers.allSatisfy(range.contains) ? numbers : nil
    }
  }

  /// A list of one to 10,000 different texts.
  fileprivate mutating func names(_ key: String) throws(SettingsError) -> [String] {
    try read(key, "a list of different texts") { value in
      guard let names = Self.texts(value), 1...10_000 ~= names.count, Set(names).count == names.count else {
        return nil
      }
      return names
    }
  }

  /// For some of the names, a list of others.
  fileprivate mutating func alternatives(
    _ key: String, among names: [String]
  ) throws(SettingsError) -> [String: Set<String>] {
    let known = Set(names)
    return try read(key, "an object of lists of subjects", standard: [:]) { value in
      guard case .object(let object) = value else { return nil }
      let alternatives = object.compactMapValues { Self.texts($0).map(Set.init) }
      let isKnown = alternatives.allSatisfy { known.isSuperset(of: $1.union([$0])) }
      return isKnown && alternatives.count == object.count ? alternatives : nil
    }
  }

  private static func texts(_ value: JSONValue) -> [String]? {
    guard case .list(let items) = value else { return nil }
    let texts = items.compactMap { item in if case .string(let text) = item { text } else { nil } }
    return texts.count == items.count ? texts : nil
  }
}
