import Tensors
import Testing

/// Convolutions of a network that is evaluated: the normalisation and the GELU come with the convolution's pass, and
/// transformed kernels are kept with the weights.
@Suite struct PreparedKernelTests {
  struct Case: CustomTestStringConvertible {
    let x: [Int], kernel: Int, outputs: Int, stride: Int, padding: Int
    var testDescription: String { "\(x), \(kernel)x\(kernel) -> \(outputs), stride \(stride)" }
  }

  static let cases = [
    Case(x: [2, 28, 28, 16], kernel: 3, outputs: 16, stride: 1, padding: 1),
    Case(x: [1, 7, 9, 3], kernel: 3, outputs: 17, stride: 1, padding: 1),
    Case(x: [3, 2, 1, 5], kernel: 3, outputs: 33, stride: 1, padding: 1),
    Case(x: [2, 9, 9, 1], kernel: 3, outputs: 24, stride: 1, padding: 1),
    Case(x: [2, 9, 9, 24], kernel: 3, outputs: 1, stride: 1, padding: 1),
    Case(x: [2, 14, 14, 8], kernel: 4, outputs: 20, stride: 2, padding: 1),
    Case(x: [2, 7, 7, 12], kernel: 3, outputs: 18, stride: 2, padding: 1),
    Case(x: [2, 5, 5, 40], kernel: 1, outputs: 24, stride: 1, padding: 0),
  ]

  @Test("a convolution with what follows it has the bits of one after the other", arguments: cases)
  func fused(_ a: Case) {
    var generator = TorchGenerator(seed: 21)
    let x = generator.normal(a.x)
    let weight = generator.normal([a.kernel, a.kernel, a.x[3], a.outputs])
    let bias = generator.normal([a.outputs])
    let op = Convolution2D(stride: a.stride, padding: a.padding)
    let following = Following(channels: a.outputs, &generator)
    let separate = following(op(x, weight: weight, bias: bias))
    #expect(op(x, weight: weight, bias: bias, normalizedBy: following.known) == separate)
    #expect(op(x, weight: weight, bias: bias, normalizedBy: following.known) == separate, "the second time")
  }

  @Test("a transposed convolution with what follows it has the bits of one after the other")
  func fusedTransposed() {
    var generator = TorchGenerator(seed: 22)
    for (channels, outputs) in [(16, 16), (3, 17), (24, 1)] {
      let x = generator.normal([2, 7, 6, channels])
      let weight = generator.normal([4, 4, outputs, channels])
      let bias = generator.normal([outputs])
      let op = TransposedConvolution2D(stride: 2, padding: 1)
      let following = Following(channels: outputs, &generator)
      let separate = following(op(x, weight: weight, bias: bias))
      #expect(op(x, weight: weight, bias: bias, normalizedBy: following.known) == separate)
    }
  }

  @Test("weights that change between evaluations are transformed anew", arguments: [3, 4])
  func changedWeights(side: Int) {
    var generator = TorchGenerator(seed: 23)
    let x = generator.normal([2, 8, 8, 8])
    var weight = generator.normal([side, side, 8, 16])
    let before = weight
    let bias = generator.normal([16])
    let op = Convolution2D(stride: side == 3 ? 1 : 2, padding: 1)
    let following = Following(channels: 16, &generator)
    func evaluated(_ weight: Tensor) -> Tensor {
      op(x, weight: weight, bias: bias, normalizedBy: following.known)
    }
    let first = evaluated(weight)
    weight.withUnsafeMutableScalars { $0[5] += 1 }
    #expect(evaluated(weight) == following(op(x, weight: weight, bias: bias)))
    #expect(evaluated(weight) != first)
    #expect(evaluated(before) == first, "the copy keeps its values")
    // Now in memory that nothing else shares.
    weight.withUnsafeMutableScalars { $0[6] += 1 }
    #expect(evaluated(weight) == following(op(x, weight: weight, bias: bias)))
  }

  @Test("weights in another shape are another kernel") func otherShape() {
    var generator = TorchGenerator(seed: 24)
    let weight = generator.normal([3, 3, 8, 16])
    let op = Convolution2D(padding: 1)
    for shape in [[3, 3, 8, 16], [3, 3, 16, 8], [3, 3, 32, 4], [3, 3, 8, 16]] {
      let x = generator.normal([1, 6, 6, shape[2]])
      let bias = generator.normal([shape[3]])
      let following = Following(channels: shape[3], &generator)
      let kernel = weight.reshaped(to: shape)
      #expect(
        op(x, weight: kernel, bias: bias, normalizedBy: following.known)
          == following(op(x, weight: kernel, bias: bias)), "\(shape)")
    }
  }
}

/// A batch normalisation with known statistics and a GELU.
private struct Following {
  let statistics: ChannelStatistics
  let scale, shift: Tensor
  private let operation = BatchNormalization(followedByGELU: true)

  init(channels: Int, _ generator: inout TorchGenerator) {
    statistics = ChannelStatistics(
      mean: generator.normal([channels]), variance: generator.uniform([channels], from: 0.5, to: 2), count: 1)
    (scale, shift) = (generator.normal([channels]), generator.normal([channels]))
  }

  var known: NormalizationWithGELU { operation.known(statistics, scale: scale, shift: shift)! }

  func callAsFunction(_ y: Tensor) -> Tensor { operation(y, statistics, scale: scale, shift: shift) }
}
