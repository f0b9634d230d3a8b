import Tensors

/// Attention of two images' pixels to 77 tokens, and to each other unless it is to the text alone; heads of 64 channels.
struct AttentionCase: BenchmarkCase {
  let side, channels: Int
  var isToTextOnly = false
  var runs = 9

  var name: String { "attention \(side)x\(side) \(channels)" + (isToTextOnly ? " to text" : "") }

  static let all = [
    AttentionCase(side: 8, channels: 768), AttentionCase(side: 16, channels: 576),
    AttentionCase(side: 32, channels: 384), AttentionCase(side: 64, channels: 128, runs: 3),
    AttentionCase(side: 32, channels: 384, isToTextOnly: true),
  ]

  func run() -> BenchmarkResult {
    let pixels = side * side
    return TokenAttentionCase(
      name: name, queries: pixels, keys: isToTextOnly ? 77 : pixels + 77, channels: channels,
      heads: channels / 64, runs: runs
    ).run()
  }
}

/// Attention of a batch of two.
struct TokenAttentionCase: BenchmarkCase {
  let name: String
  let queries, keys, channels, heads: Int
  var runs = 9

  /// The pooling of a text, from the mean of its tokens to all of them.
  static let all = [
    TokenAttentionCase(name: "attention pooling 4096", queries: 1, keys: 78, channels: 4096, heads: 64)
  ]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let q = generator.normal([2, queries, channels])
    let (k, v) = (generator.normal([2, keys, channels]), generator.normal([2, keys, channels]))
    let attention = Attention(heads: heads)
    let forward = Stopwatch.median(of: runs) { _ = attention(q, keys: k, values: v) }
    let gradients = Stopwatch.median(of: runs) {
      _ = attention.pullback(q, queries: q, keys: k, values: v)
    }
    let work = 8e-6 * Double(queries * keys * channels)  // GFLOP times 1000
    return BenchmarkResult(
      name: name,
      values: ["forward ms": forward, "forward GFLOP/s": work / forward, "gradients ms": gradients])
  }
}

/// A T5 encoder's attention of two prompts of 77 tokens, with a bias for every distance and a mask.
struct BiasedAttentionCase: BenchmarkCase {
  let channels, heads: Int

  var name: String { "biased attention \(channels)" }

  static let all = [BiasedAttentionCase(channels: 4096, heads: 64)]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let (q, k, v) = (
      generator.normal([2, 77, channels]), generator.normal([2, 77, channels]),
      generator.normal([2, 77, channels])
    )
    let bias = generator.normal([heads, 77, 77])
    let mask = Tensor(repeating: 1, shape: [2, 77])
    let attention = BiasedAttention(heads: heads)
    let forward = Stopwatch.median(of: 9) { _ = attention(q, keys: k, values: v, bias: bias, mask: mask) }
    let gradients = Stopwatch.median(of: 9) {
      _ = attention.pullback(q, queries: q, keys: k, values: v, bias: bias, mask: mask)
    }
    return BenchmarkResult(name: name, values: ["forward ms": forward, "gradients ms": gradients])
  }
}
