import Tensors
import Testing

@Suite struct ConvolutionTests {
  static let cases = [
    ConvolutionCase([1, 5, 7, 1], kernel: 3, outputs: 1),
    ConvolutionCase([2, 4, 4, 3], kernel: 3, outputs: 5),
    ConvolutionCase([1, 7, 7, 17], kernel: 3, outputs: 2),
    ConvolutionCase([3, 6, 6, 2], kernel: 3, outputs: 4, stride: 2),
    ConvolutionCase([1, 7, 5, 4], kernel: 3, outputs: 3, stride: 2),
    ConvolutionCase([2, 5, 5, 2], kernel: 4, outputs: 3, stride: 2),
    ConvolutionCase([2, 3, 3, 4], kernel: 1, outputs: 18, padding: 0),
    ConvolutionCase([1, 9, 9, 2], kernel: 5, outputs: 2, stride: 3, padding: 2),
    ConvolutionCase([2, 7, 7, 2], kernel: 7, outputs: 3, stride: 7, padding: 0),
    ConvolutionCase([1, 1, 1, 2], kernel: 3, outputs: 2),
  ]

  @Test("a convolution and its pullback agree with central differences", arguments: cases)
  func convolution(_ a: ConvolutionCase) {
    check(a, Convolution2D.self) { $0[0].convolved($0[1], $0[2], stride: a.stride, padding: a.padding) }
  }

  static let transposedCases = [
    ConvolutionCase([2, 3, 3, 3], kernel: 4, outputs: 2, stride: 2),
    ConvolutionCase([1, 2, 3, 1], kernel: 4, outputs: 1, stride: 2),
    ConvolutionCase([3, 1, 1, 4], kernel: 7, outputs: 3, stride: 7, padding: 0),
    ConvolutionCase([1, 3, 3, 2], kernel: 3, outputs: 17),
  ]

  @Test(
    "a transposed convolution and its pullback agree with central differences", arguments: transposedCases)
  func transposed(_ a: ConvolutionCase) {
    check(a, TransposedConvolution2D.self) {
      $0[0].transposedConvolved($0[1], $0[2], stride: a.stride, padding: a.padding)
    }
  }

  private func check<Operation: ConvolutionOperation>(
    _ a: ConvolutionCase, _ type: Operation.Type, reference: @escaping ([DoubleArray]) -> DoubleArray
  ) {
    let op = a.operation(type)
    checkPullback([a.x, a.kernelShape(type), [a.outputs]]) {
      op($0[0], weight: $0[1], bias: $0[2])
    } pullback: { gradient, inputs in
      let parameters = op.pullbackToParameters(gradient, x: inputs[0], weightShape: inputs[1].shape)
      let input = op.pullbackToInput(gradient, shape: inputs[0].shape, weight: inputs[1])
      return [input, parameters.weight, parameters.bias]
    } reference: {
      reference($0)
    }
  }
}
