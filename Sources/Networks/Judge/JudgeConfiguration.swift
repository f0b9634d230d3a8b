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
    side = try file.integer("side", in: 2...1024)
    widths = try file.integers("widths", in: 1...4096, count: 1...16)
    strides = try file.integers("strides", in: 1...2, count: widths.count...widths.count)
    subjects = try file.names("subjects")
    styles = try file.names("styles")
    alsoRight = try file.alternatives("also-right", among: subjects)
    try file.requireNothingElse()
  }

  /// Every tensor's name with its shape in torch's layout.
  var tensorShapes: [String: [Int]] {
    var shapes: [String: [Int]] = [:]
    for (index, (inputs, outputs)) in zip([3] + widths, widths).enumerated() {
      shapes["convolutions.\(index).weight"] = [outputs, inputs, 3, 3]
      shapes["convolutions.\(index).bias"] = [outputs]
    }
    for (name, count) in [("subject", subjects.count), ("style", styles.count)] {
      shapes["\(name).weight"] = [count, widths[widths.count - 1]]
      shapes["\(name).bias"] = [count]
    }
    return shapes
  }
}

extension ModelSettings {
  /// A list of so many integers of a range.
  fileprivate mutating func integers(
    _ key: String, in range: ClosedRange<Int>, count: ClosedRange<Int>
  ) throws(SettingsError) -> [Int] {
    let many = count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count)"
    let expected = "a list of \(many) integers in \(range.lowerBound)...\(range.upperBound)"
    ignore([key])
    guard case .list(let items) = try required(key), count ~= items.count else { throw wrong(key, expected) }
    let numbers = items.compactMap { item in
      if case .number(let number) = item { Int(exactly: number) } else { nil }
    }
    guard numbers.count == items.count, numbers.allSatisfy(range.contains) else { throw wrong(key, expected) }
    return numbers
  }

  /// A list of one to 10,000 different texts.
  fileprivate mutating func names(_ key: String) throws(SettingsError) -> [String] {
    ignore([key])
    guard let names = Self.texts(try required(key)), 1...10_000 ~= names.count,
      Set(names).count == names.count
    else { throw wrong(key, "a list of different texts") }
    return names
  }

  /// For some of the names, a list of others.
  fileprivate mutating func alternatives(
    _ key: String, among names: [String]
  ) throws(SettingsError) -> [String: Set<String>] {
    ignore([key])
    guard let value = values[key] else { return [:] }
    guard case .object(let object) = value else { throw wrong(key, "an object of lists of subjects") }
    let known = Set(names)
    var alternatives: [String: Set<String>] = [:]
    for (name, value) in object {
      guard let others = Self.texts(value), known.isSuperset(of: others + [name]) else {
        throw wrong(key, "an object of lists of subjects")
      }
      alternatives[name] = Set(others)
    }
    return alternatives
  }

  private func required(_ key: String) throws(SettingsError) -> Value {
    guard let value = values[key] else { throw SettingsError(file: path, .missing(key: key)) }
    return value
  }

  private static func texts(_ value: Value) -> [String]? {
    guard case .list(let items) = value else { return nil }
    let texts = items.compactMap { item in if case .string(let text) = item { text } else { nil } }
    return texts.count == items.count ? texts : nil
  }
}
