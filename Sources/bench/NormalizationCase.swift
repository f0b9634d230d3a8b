import Tensors

/// Group normalisation of two images in the three forms that networks have: alone (before an attention), with a GELU, and
/// with a modulation and a GELU behind it; and of the tokens of two texts.
struct GroupNormalizationCase: BenchmarkCase {
  /// What follows the normalisation.
  enum Form: String { case plain, gelu = "GELU", modulated }

  /// [N, ..., C]
  let shape: [Int]
  var form = Form.modulated

  var name: String {
    let size = shape.dropFirst().dropLast().map(String.init).joined(separator: "x")
    return "group normalisation \(size) \(shape.last!)" + (form == .modulated ? "" : " \(form.rawValue)")
  }

  static let all = [
    GroupNormalizationCase(shape: [2, 64, 64, 192]), GroupNormalizationCase(shape: [2, 32, 32, 768]),
    GroupNormalizationCase(shape: [2, 8, 8, 1536]),
    GroupNormalizationCase(shape: [2, 64, 64, 384], form: .gelu),
    GroupNormalizationCase(shape: [2, 32, 32, 384], form: .plain),
    GroupNormalizationCase(shape: [2, 77, 768], form: .plain),
  ]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let (x, channels) = (generator.normal(shape), shape.last!)
    let (scale, shift) = (generator.normal([channels]), generator.normal([channels]))
    let modulation = form == .modulated ? generator.normal([2, 2 * channels]) : nil
    let op = GroupNormalization(groups: 32, followedByGELU: form != .plain)
    let forward = Stopwatch.median(of: 9) {
      _ = op(x, scale: scale, shift: shift, modulation: modulation)
    }
    let gradients = Stopwatch.median(of: 9) {
      _ = op.pullback(x, x: x, scale: scale, shift: shift, modulation: modulation)
    }
    return BenchmarkResult(name: name, values: ["forward ms": forward, "gradients ms": gradients])
  }
}

/// The normalisations of single tokens.
struct TokenNormalizationCase: BenchmarkCase {
  /// Which one.
  enum Kind: String, CaseIterable { case layer, rootMeanSquare = "root mean square" }

  let kind: Kind

  var name: String { "\(kind.rawValue) normalisation 2x77 4096" }

  static let all = Kind.allCases.map { TokenNormalizationCase(kind: $0) }

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let (x, scale, shift) = (
      generator.normal([2, 77, 4096]), generator.normal([4096]), generator.normal([4096])
    )
    let (layer, root) = (LayerNormalization(), RootMeanSquareNormalization())
    let forward = Stopwatch.median(of: 9) {
      switch kind {
      case .layer: _ = layer(x, scale: scale, shift: shift)
      case .rootMeanSquare: _ = root(x, scale: scale)
      }
    }
    let gradients = Stopwatch.median(of: 9) {
      switch kind {
      case .layer: _ = layer.pullback(x, x: x, scale: scale)
      case .rootMeanSquare: _ = root.pullback(x, x: x, scale: scale)
      }
    }
    return BenchmarkResult(name: name, values: ["forward ms": forward, "gradients ms": gradients])
  }
}
