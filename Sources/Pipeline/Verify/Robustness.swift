import Figures
import Foundation

/// How far a block's result by another arithmetic is from the stored one, in measures.
public struct Robustness: Codable, Equatable, Sendable {
  /// How far the pictures are apart.
  public struct Pictures: Codable, Equatable, Sendable {
    /// The largest difference of two values, of 255.
    public var largest = 0
    /// Of the two that are furthest apart, in decibels; nil where all are equal.
    public var psnr: Double?

    fileprivate mutating func add(_ largest: Int, psnr: Double?) {
      self.largest = max(self.largest, largest)
      self.psnr = [self.psnr, psnr].compactMap(\.self).min()
    }
  }

  /// Of the pictures. Nil where there are none, and after a training by the other arithmetic: rounding is amplified there
  /// step by step, so that single pixels say nothing.
  public var pictures: Pictures?
  /// The largest relative error of the numbers behind plots and in tables; nil where there are none.
  public var numbers: Double?
  /// The relative error of each measured number, by its name.
  public var values: [String: Double] = [:]
  /// What cannot be measured: words that are others, pictures of another size.
  public var others: [String] = []

  /// In a line: 'pictures differ by up to 1 of 255, PSNR 61.2 dB; loss differs by 2.1e-06'.
  public var text: String {
    var parts: [String] = []
    if let pictures {
      let psnr = pictures.psnr.map { String(format: ", PSNR %.1f dB", $0) } ?? ""
      parts.append(
        pictures.largest == 0
          ? "equal pictures" : "pictures differ by up to \(pictures.largest) of 255\(psnr)")
    }
    let sorted = values.filter { $0.value > 0 }.sorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
    }
    parts += sorted.prefix(3).map { "\($0) differs by \(Self.short($1))" }
    if sorted.isEmpty, !values.isEmpty { parts.append("equal values") }
    if let numbers, numbers > 0 { parts.append("numbers behind it differ by up to \(Self.short(numbers))") }
    return (parts + others).joined(separator: "; ")
  }

  private static func short(_ error: Double) -> String { String(format: "%.2g", error) }
}

extension Robustness {
  /// - Parameter isAfterTraining: whether a training was made again on the way to this result.
  init(_ one: BlockFacts, _ other: BlockFacts, _ differences: [Difference], isAfterTraining: Bool) {
    let pictures = one.values.keys.contains { $0.hasPrefix("picture:") } && !isAfterTraining
    if pictures { self.pictures = Pictures() }
    for (subject, value) in one.values where subject.hasPrefix("value:") && !value.hasPrefix("- ") {
      values[String(subject.dropFirst("value:".count))] = value == other.values[subject] ? 0 : nil
    }
    if one.values.keys.contains(where: { $0.hasPrefix("series:") || $0.hasPrefix("table:") }) { numbers = 0 }
    for difference in differences { add(difference, isAfterTraining) }
    others.sort()
  }

  private mutating func add(_ difference: Difference, _ isAfterTraining: Bool) {
    switch difference.kind {
    case "picture" where isAfterTraining: break
    case "picture":
      guard let largest = difference.largest else { return others.append(difference.text) }
      pictures?.add(largest, psnr: difference.psnr.map { Self.rounded($0, digits: 4) })
    // A hash, which says nothing of how far weights are apart.
    case "value" where difference.name == "weights": break
    case "value":
      guard let error = difference.relativeError else { return others.append(difference.text) }
      values[difference.name] = Self.rounded(error, digits: 3)
    case "series", "table":
      guard let error = difference.relativeError else { return others.append(difference.text) }
      numbers = max(numbers ?? 0, Self.rounded(error, digits: 3))
    default: break  // weights and drawings: what they decide is measured
    }
  }

  /// A few digits: the last ones are those of a processor.
  private static func rounded(_ number: Double, digits: Int) -> Double {
    Double(String(format: "%.\(digits - 1)e", number)) ?? number
  }
}
