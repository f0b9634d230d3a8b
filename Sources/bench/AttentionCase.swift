import Tensors

/// Attention of two images' pixels to 77 tokens and to each other, heads of 64 channels.
struct AttentionCase: BenchmarkCase {
  let side, channels: Int
  var runs = 9

  var name: String { "attention \(side)x\(side) \(channels)" }

  static let all = [
    AttentionCase(side: 8, channels: 768), AttentionCase(side: 16, channels: 576),
    AttentionCase(side: 32, channels: 384), AttentionCase(side: 64, channels: 128, runs: 3),
  ]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let (pixels, heads) = (side * side, channels / 64)
    let queries = generator.normal([2, pixels, channels])
    let (keys, values) = (
      generator.normal([2, pixels + 77, channels]), generator.normal([2, pixels + 77, channels])
    )
    let attention = Attention(heads: heads)
    let forward = Stopwatch.median(of: runs) { _ = attention(queries, keys: keys, values: values) }
    let gradients = Stopwatch.median(of: runs) {
      _ = attention.pullback(queries, queries: queries, keys: keys, values: values)
    }
    let work = 8e-6 * Double(pixels * (pixels + 77) * channels)  // GFLOP times 1000
    return BenchmarkResult(
      name: name,
      values: ["forward ms": forward, "forward GFLOP/s": work / forward, "gradients ms": gradients])
  }
}

/// Group normalisation of two images with a modulation and a GELU behind it.
struct GroupNormalizationCase: BenchmarkCase {
  let side, channels: Int
  var runs = 9

  var name: String { "group normalisation \(side)x\(side) \(channels)" }

  static let all = [
    GroupNormalizationCase(side: 64, channels: 192), GroupNormalizationCase(side: 32, channels: 768),
    GroupNormalizationCase(side: 8, channels: 1536),
  ]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let x = generator.normal([2, side, side, channels])
    let (scale, shift) = (generator.normal([channels]), generator.normal([channels]))
    let modulation = generator.normal([2, 2 * channels])
    let op = GroupNormalization(groups: 32, followedByGELU: true)
    let forward = Stopwatch.median(of: runs) {
      _ = op(x, scale: scale, shift: shift, modulation: modulation)
    }
    let gradients = Stopwatch.median(of: runs) {
      _ = op.pullback(x, x: x, scale: scale, shift: shift, modulation: modulation)
    }
    return BenchmarkResult(name: name, values: ["forward ms": forward, "gradients ms": gradients])
  }
}
