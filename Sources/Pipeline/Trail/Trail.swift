/// Hashes of what a long computation held at some of its steps: where two runs of it went different ways, theirs say where
/// that began. A part of a block's result that decides nothing; a result may lack it.
public struct Trail: Codable, Equatable, Sendable {
  /// What a step is.
  public enum Unit: String, Codable, Sendable {
    /// Of a training, which is hashed weight by weight.
    case optimizerStep = "optimizer step"
    /// Of a sampling, which is hashed as a whole.
    case samplerStep = "sampler step"
  }

  /// A tensor's hashes.
  public struct Trace: Codable, Equatable, Sendable {
    /// Its name, as in a checkpoint.
    public let name: String
    /// `digits` hexadecimal digits for each step, one after the other.
    public internal(set) var hashes: String
  }

  /// The file of a block's result that holds it.
  static let fileName = "trail.json"
  /// At how many steps hashes are taken, at the most: at every one of a training of an hour or less.
  public static let longest = 1024
  /// At how many steps of them the hashes are committed, at the most.
  public static let longestCommitted = 32
  /// Hexadecimal digits of a hash: one in 65,536 differences of a tensor at a step goes unseen.
  static let digits = 4

  /// What a step is.
  public let unit: Unit
  /// Steps in all.
  public internal(set) var total: Int
  /// The steps at whose end the hashes were taken, from 1.
  public internal(set) var steps: [Int]
  /// In the order of the network.
  public internal(set) var traces: [Trace]

  /// The steps of so many at which a training's hashes are taken: all, or `longest` evenly, the last among them. Of fewer
  /// places whose number divides `longest`, each is among them.
  static func steps(of total: Int, longest: Int = longest) -> [Int] {
    guard total > longest else { return Array(1...max(1, total)) }
    return (1...longest).map { (total * $0 + longest - 1) / longest }
  }

  /// What of it is committed: hashes at few steps, at the places where a trail of that length would have them.
  var committed: Trail {
    var few = self
    switch unit {
    case .optimizerStep:
      let kept = Set(Self.steps(of: total, longest: Self.longestCommitted))
      few.keep(kept.contains)
    case .samplerStep:
      var stride = 1
      while total / stride > Self.longestCommitted { stride *= 2 }
      few.keep { $0 % stride == 0 }
    }
    return few
  }

  /// Where another run of the same computation left this one's way, in words, as closely as both tell: at the steps that
  /// both have hashes of. Nil where the two cannot be compared.
  public func parting(of other: Trail) -> String? {
    let (first, second) = (common(with: other), other.common(with: self))
    let (names, steps) = (first.traces.map(\.name), first.steps)
    guard (unit, total) == (other.unit, other.total), names == second.traces.map(\.name), !steps.isEmpty
    else { return nil }
    for place in steps.indices {
      let differing = zip(first.traces, second.traces).first { !$0.hasSameHash($1, at: place) }
      guard let name = differing?.0.name else { continue }
      let start =
        place == 0
        ? "other at \(unit.rawValue) \(steps[0]) of \(total), the first that is kept"
        : "identical up to \(unit.rawValue) \(steps[place - 1]) of \(total)"
      return "\(start); the first tensor that differs is \(name)"
    }
    return "identical up to \(unit.rawValue) \(steps.last ?? 0) of \(total), so it differs in what came after"
  }

  /// What is kept at steps that another one has, too.
  private func common(with other: Trail) -> Trail {
    let kept = Set(other.steps)
    var common = self
    common.keep(kept.contains)
    return common
  }

  /// Drops steps.
  mutating func keep(_ isKept: (Int) -> Bool) {
    let places = steps.indices.filter { isKept(steps[$0]) }
    guard places.count < steps.count else { return }
    for trace in traces.indices {
      let digits = Array(traces[trace].hashes.utf8)
      let kept = places.flatMap { digits[$0 * Self.digits..<($0 + 1) * Self.digits] }
      traces[trace].hashes = String(decoding: kept, as: UTF8.self)
    }
    steps = places.map { steps[$0] }
  }

  /// Whether the hashes are as many as the steps, and everything is what a run leaves: files may come from anywhere.
  var isSound: Bool {
    let isRising = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
    return (1...Self.longest).contains(steps.count) && isRising && (steps.last ?? 0) <= total
      && traces.allSatisfy { trace in
        trace.hashes.utf8.count == Self.digits * steps.count
          && trace.hashes.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
          && !trace.name.isEmpty && !trace.name.contains(where: \.isWhitespace)
      }
  }
}

extension Trail.Trace {
  fileprivate func hasSameHash(_ other: Self, at place: Int) -> Bool {
    hash(place).elementsEqual(other.hash(place))
  }

  private func hash(_ place: Int) -> Substring.UTF8View {
    hashes.utf8.dropFirst(place * Trail.digits).prefix(Trail.digits)
  }
}
