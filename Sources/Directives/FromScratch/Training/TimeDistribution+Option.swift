import Chapters
import Diffusion

extension TimeDistribution: SchemaValue {
  /// What a message says was expected.
  public static let expectation =
    "uniform, logit-normal, or logit-normal(mean, deviation) with a mean from -100 to 100 and a deviation above 0 "
    + "and up to 100"

  /// Reads a distribution's name, with or without its numbers; throws a `Diagnostic` for other texts.
  public static func read(_ yaml: YAML, key: String) throws -> TimeDistribution {
    guard let text = yaml.text else { throw mismatch(yaml, key: key) }
    if text == "uniform" { return .uniform }
    if text == "logit-normal" { return .logitNormal(mean: 0, deviation: 1) }
    guard let match = text.wholeMatch(of: #/logit-normal\((-?[0-9.]+), *([0-9.]+)\)/#),
      let mean = Double(match.1), let deviation = Double(match.2), deviation > 0,
      abs(mean) <= 100, deviation <= 100
    else {
      throw Diagnostic(.outOfRange(key: key, expected: expectation, found: text), at: yaml.span)
    }
    return .logitNormal(mean: mean, deviation: deviation)
  }

  /// The name with its numbers.
  public var canonical: String {
    switch self {
    case .uniform: "uniform"
    case .logitNormal(let mean, let deviation): "logit-normal(\(mean.canonical), \(deviation.canonical))"
    }
  }
}
