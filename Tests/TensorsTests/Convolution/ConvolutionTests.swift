import Tensors
import Testing

@Suite struct ConvolutionTests {
  struct Case: CustomTestStringConvertible {
    let x: [Int], kernel: Int, outputs: Int, stride: Int, padding: Int
    var testDescription: String { "\(x) k\(kernel) -> \(outputs), stride \(stride), padding \(padding)" }
  }

  static let cases = [
    Case(x: [1, 5, 7, 1], kernel: 3, outputs: 1, stride: 1, padding: 1),
    Case(x: [2, 4, 4, 3], kernel: 3, outputs: 5, stride: 1, padding: 1),
    Case(x: [1, 7, 7, 17], kernel: 3, outputs: 2, stride: 1, padding: 1),
    Case(x: [3, 6, 6, 2], kernel: 3, outputs: 4, stride: 2, padding: 1),
    Case(x: [1, 7, 5, 4], kernel: 3, outputs: 3, stride: 2, padding: 1),
    Case(x: [2, 5, 5, 2], kernel: 4, outputs: 3, stride: 2, padding: 1),
    Case(x: [2, 3, 3, 4], kernel: 1, outputs: 18, stride: 1, padding: 0),
    Case(x: [1, 9, 9, 2], kernel: 5, outputs: 2, stride: 3, padding: 2),
    Case(x: [2, 7, 7, 2], kernel: 7, outputs: 3, stride: 7, padding: 0),
    Case(x: [1, 1, 1, 2], kernel: 3, outputs: 2, stride: 1, padding: 1),
  ]

  @Test("a convolution and its pullback agree with central differences", arguments: cases)
  func convolution(_ a: Case) {
    let op = Convolution2D(stride: a.stride, padding: a.padding)
    checkPullback([a.x, [a.kernel, a.kernel, a.x[3], a.outputs], [a.outputs]]) {
      op($0[0], weight: $0[1], bias: $0[2])
    } pullback: { gradient, inputs in
      let parameters = op.pullbackToParameters(gradient, x: inputs[0], weightShape: inputs[1].shape)
      let input = op.pullbackToInput(gradient, shape: inputs[0].shape, weight: inputs[1])
      return [input, parameters.weight, parameters.bias]
    } reference: {
      $0[0].convolved($0[1], $0[2], stride: a.stride, padding: a.padding)
    }
  }

  static let transposedCases = [
    Case(x: [2, 3, 3, 3], kernel: 4, outputs: 2, stride: 2, padding: 1),
    Case(x: [1, 2, 3, 1], kernel: 4, outputs: 1, stride: 2, padding: 1),
    Case(x: [3, 1, 1, 4], kernel: 7, outputs: 3, stride: 7, padding: 0),
    Case(x: [1, 3, 3, 2], kernel: 3, outputs: 17, stride: 1, padding: 1),
  ]

  @Test(
    "a transposed convolution and its pullback agree with central differences", arguments: transposedCases)
  func transposed(_ a: Case) {
    let op = TransposedConvolution2D(stride: a.stride, padding: a.padding)
    checkPullback([a.x, [a.kernel, a.kernel, a.outputs, a.x[3]], [a.outputs]]) {
      op($0[0], weight: $0[1], bias: $0[2])
    } pullback: { gradient, inputs in
      let parameters = op.pullbackToParameters(gradient, x: inputs[0], weightShape: inputs[1].shape)
      let input = op.pullbackToInput(gradient, shape: inputs[0].shape, weight: inputs[1])
      return [input, parameters.weight, parameters.bias]
    } reference: {
      $0[0].transposedConvolved($0[1], $0[2], stride: a.stride, padding: a.padding)
    }
  }
}
