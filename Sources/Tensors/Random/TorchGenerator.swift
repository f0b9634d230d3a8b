/// PyTorch's CPU random generator, bit for bit: `TorchGenerator(seed: 0)` draws what a program draws after
/// `torch.manual_seed(0)`.
///
/// A value: a copy draws the same numbers again. The streams are those of builds with AVX2 dispatch, whose
/// normal numbers come from the Cephes polynomials and not from the C library.
/// (torch: MT19937RNGEngine.h, DistributionTemplates.h, DistributionsHelper.h)
public struct TorchGenerator: Hashable, Sendable {
  private var twister: MersenneTwister
  /// The second number of the last double-precision Box-Muller pair, until someone asks for it.
  var cachedNormal: Double?

  /// As `torch.manual_seed(seed)`; the low 32 bits of the seed count.
  public init(seed: UInt64) {
    twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }

  /// 32 random bits.
  public mutating func nextUInt32() -> UInt32 { twister.next() }

  /// 64 random bits: the first draw is the high half.
  public mutating func nextUInt64() -> UInt64 {
    let high = UInt64(twister.next())
    return high << 32 | UInt64(twister.next())
  }

  /// Uniform in [0, 1) with 24 bits.
  public mutating func uniform() -> Float { Float(twister.next() & 0xff_ffff) * 0x1p-24 }

  /// Uniform in [0, 1) with 53 bits.
  public mutating func uniformDouble() -> Double { Double(nextUInt64() & (1 << 53 - 1)) * 0x1p-53 }

  /// As `torch.rand(shape)`: uniform in [0, 1).
  public mutating func uniform(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape) { destination in
      for index in destination.indices { destination[index] = uniform() }
    }
  }

  /// As `torch.empty(shape).uniform_(lower, upper)`.
  public mutating func uniform(_ shape: [Int], from lower: Float, to upper: Float) -> Tensor {
    let width = upper - lower
    return Tensor(shape: shape) { destination in
      for index in destination.indices { destination[index] = lower.addingProduct(uniform(), width) }
    }
  }

  /// As `torch.randint(0, bound, (count,))`: integers in 0..<bound, for a bound below 2^32.
  public mutating func integers(_ count: Int, below bound: Int) -> [Int] {
    precondition(0 < bound && bound < 1 << 32, "integers: expected a bound in 1..<2^32, got \(bound)")
    return (0..<count).map { _ in Int(nextUInt32() % UInt32(bound)) }
  }
}

extension TorchGenerator: Codable {
  private enum CodingKeys: CodingKey { case words, position, cachedNormal }

  /// Writes the twister's words and position and the cached normal number; throws what the encoder does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(twister.words, forKey: .words)
    try container.encode(twister.position, forKey: .position)
    try container.encodeIfPresent(cachedNormal, forKey: .cachedNormal)
  }

  /// Throws a `DecodingError` when the state is none that a generator can be in.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let words = try container.decode([UInt32].self, forKey: .words)
    let position = try container.decode(Int.self, forKey: .position)
    guard let twister = MersenneTwister(words: words, position: position) else {
      throw DecodingError.dataCorruptedError(
        forKey: .words, in: container,
        debugDescription: "expected 624 words and a position in 0...624, got \(words.count) and \(position)")
    }
    self.twister = twister
    cachedNormal = try container.decodeIfPresent(Double.self, forKey: .cachedNormal)
  }
}
