import Tensors
import Testing

/// Convolutions of a network that is evaluated: the normalisation and the GELU come with the convolution's pass, and
/// transformed kernels are kept with the weights.
@Suite struct PreparedKernelTests {
  static let cases = [
    ConvolutionCase([2, 28, 28, 16], kernel: 3, outputs: 16),
    ConvolutionCase([1, 7, 9, 3], kernel: 3, outputs: 17),
    ConvolutionCase([3, 2, 1, 5], kernel: 3, outputs: 33),
    ConvolutionCase([2, 9, 9, 1], kernel: 3, outputs: 24),
    ConvolutionCase([2, 9, 9, 24], kernel: 3, outputs: 1),
    ConvolutionCase([2, 14, 14, 8], kernel: 4, outputs: 20, stride: 2),
    ConvolutionCase([2, 7, 7, 12], kernel: 3, outputs: 18, stride: 2),
    ConvolutionCase([2, 5, 5, 40], kernel: 1, outputs: 24, padding: 0),
  ]

  @Test("a convolution with what follows it has the bits of one after the other", arguments: cases)
  func fused(_ a: ConvolutionCase) { expectSameBits(a, Convolution2D.self) }

  @Test(
    "a transposed convolution with what follows it has the bits of one after the other",
    arguments: [(16, 16), (3, 17), (24, 1)])
  func fusedTransposed(channels: Int, outputs: Int) {
    expectSameBits(
      ConvolutionCase([2, 7, 6, channels], kernel: 4, outputs: outputs, stride: 2),
      TransposedConvolution2D.self)
  }

  private func expectSameBits<Operation: ConvolutionOperation>(_ a: ConvolutionCase, _ type: Operation.Type) {
    var generator = TorchGenerator(seed: 21)
    let (op, x, weight, bias) = a.drawn(type, &generator)
    let following = Following(channels: a.outputs, &generator)
    let separate = following(op(x, weight: weight, bias: bias))
    #expect(op(x, weight: weight, bias: bias, normalizedBy: following.known) == separate)
    #expect(op(x, weight: weight, bias: bias, normalizedBy: following.known) == separate, "the second time")
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
