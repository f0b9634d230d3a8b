import Tensors
import TestSupport
import Testing

/// The convolutions with fast algorithms against double precision: image sides that tiles do not divide, sides
/// below a tile, and channels that fill no vector.
///
/// Errors relative to the root mean square of the exact values: root mean square 1e-5, the largest 5e-5.
@Suite struct WinogradTests {
  struct Case: CustomTestStringConvertible {
    let x: [Int], outputs: Int
    var testDescription: String { "\(x) -> \(outputs)" }
  }

  static let cases = [
    Case(x: [1, 1, 1, 2], outputs: 3), Case(x: [1, 2, 3, 8], outputs: 16),
    Case(x: [2, 7, 7, 8], outputs: 16),
    Case(x: [1, 28, 28, 3], outputs: 4), Case(x: [1, 14, 14, 17], outputs: 9),
    Case(x: [2, 5, 9, 16], outputs: 33), Case(x: [3, 13, 6, 24], outputs: 8),
    Case(x: [1, 4, 4, 70], outputs: 65), Case(x: [2, 8, 8, 3], outputs: 3),
    Case(x: [1, 28, 28, 16], outputs: 16),
    Case(x: [9, 7, 7, 4], outputs: 2), Case(x: [2, 9, 10, 1], outputs: 5),
    Case(x: [2, 9, 10, 5], outputs: 1),
  ]

  @Test("3x3 convolutions and their gradients are exact to 1e-5 in the mean", arguments: cases)
  func sameSize(_ a: Case) {
    check(ConvolutionCase(a.x, kernel: 3, outputs: a.outputs), Convolution2D.self) {
      x, kernel, bias, gradient in
      (
        x.convolved(kernel, bias, stride: 1, padding: 1),
        gradient.transposedConvolved(kernel, DoubleArray(zeros: [a.x[3]]), stride: 1, padding: 1),
        x.kernelGradient(gradient, height: 3, width: 3, stride: 1, padding: 1)
      )
    }
  }

  @Test("doubling convolutions and their gradients are exact to 1e-5 in the mean", arguments: cases)
  func doubling(_ a: Case) {
    check(ConvolutionCase(a.x, kernel: 4, outputs: a.outputs, stride: 2), TransposedConvolution2D.self) {
      x, kernel, bias, gradient in
      (
        x.transposedConvolved(kernel, bias, stride: 2, padding: 1),
        gradient.convolved(kernel, DoubleArray(zeros: [a.x[3]]), stride: 2, padding: 1),
        gradient.kernelGradient(x, height: 4, width: 4, stride: 2, padding: 1)
      )
    }
  }

  @Test("halving convolutions and their gradients are exact to 1e-5 in the mean", arguments: cases)
  func halving(_ a: Case) {
    let shape = [a.x[0], 2 * a.x[1], 2 * a.x[2], a.x[3]]
    check(ConvolutionCase(shape, kernel: 3, outputs: a.outputs, stride: 2), Convolution2D.self) {
      x, kernel, bias, gradient in
      (
        x.convolved(kernel, bias, stride: 2, padding: 1),
        inputGradientOfHalving(gradient, kernel, shape: shape),
        x.kernelGradient(gradient, height: 3, width: 3, stride: 2, padding: 1)
      )
    }
  }

  /// The transpose alone would be a pixel smaller: the gradient at the last row and column is compared as well.
  private func inputGradientOfHalving(
    _ gradient: DoubleArray, _ kernel: DoubleArray, shape: [Int]
  ) -> DoubleArray {
    let padded = gradient.transposedConvolved(kernel, DoubleArray(zeros: [shape[3]]), stride: 2, padding: 0)
    var exact = DoubleArray(zeros: shape)
    for index in exact.values.indices {
      let (pixel, c) = index.quotientAndRemainder(dividingBy: shape[3])
      let (row, column) = (pixel / shape[2] % shape[1], pixel % shape[2])
      exact.values[index] = padded[pixel / shape[2] / shape[1], row + 1, column + 1, c]
    }
    return exact
  }

  private typealias Exact = (output: DoubleArray, input: DoubleArray, weight: DoubleArray)

  /// Compares the output and the gradients for the input and the kernel on drawn numbers.
  private func check<Operation: ConvolutionOperation>(
    _ a: ConvolutionCase, _ type: Operation.Type,
    exact: (_ x: DoubleArray, _ kernel: DoubleArray, _ bias: DoubleArray, _ gradient: DoubleArray) -> Exact
  ) {
    var generator = TorchGenerator(seed: 5)
    let (op, x, weight, bias) = a.drawn(type, &generator)
    let output = op(x, weight: weight, bias: bias)
    let gradient = generator.normal(output.shape)
    let exact = exact(DoubleArray(x), DoubleArray(weight), DoubleArray(bias), DoubleArray(gradient))
    expect(output, exact.output)
    expect(op.pullbackToInput(gradient, shape: a.x, weight: weight), exact.input)
    expect(op.pullbackToParameters(gradient, x: x, weightShape: weight.shape).weight, exact.weight)
  }

  private func expect(
    _ found: Tensor, _ exact: DoubleArray, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.shape == exact.shape, sourceLocation: sourceLocation)
    let errors = zip(found.scalars, exact.values).map { abs(Double($0) - $1) }
    let scale = rootMeanSquare(exact.values)
    #expect(rootMeanSquare(errors) < 1e-5 * scale, sourceLocation: sourceLocation)
    #expect(
      largestDifference(found.scalars, exact.values) < 5e-5 * scale, sourceLocation: sourceLocation)
  }
}
