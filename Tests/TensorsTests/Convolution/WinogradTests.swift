import Tensors
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
    let op = Convolution2D(padding: 1)
    var generator = TorchGenerator(seed: 5)
    let (x, bias) = (generator.normal(a.x), generator.normal([a.outputs]))
    let weight = generator.normal([3, 3, a.x[3], a.outputs])
    let gradient = generator.normal(a.x.dropLast() + [a.outputs])
    let (image, kernel) = (DoubleArray(x), DoubleArray(weight))
    let outer = DoubleArray(gradient)
    expect(
      op(x, weight: weight, bias: bias), image.convolved(kernel, DoubleArray(bias), stride: 1, padding: 1))
    let none = DoubleArray(zeros: [a.x[3]])
    expect(
      op.pullbackToInput(gradient, shape: a.x, weight: weight),
      outer.transposedConvolved(kernel, none, stride: 1, padding: 1))
    expect(
      op.pullbackToParameters(gradient, x: x, weightShape: weight.shape).weight,
      image.kernelGradient(outer, height: 3, width: 3, stride: 1, padding: 1))
  }

  @Test("doubling convolutions and their gradients are exact to 1e-5 in the mean", arguments: cases)
  func doubling(_ a: Case) {
    let op = TransposedConvolution2D(stride: 2, padding: 1)
    var generator = TorchGenerator(seed: 6)
    let (x, bias) = (generator.normal(a.x), generator.normal([a.outputs]))
    let weight = generator.normal([4, 4, a.outputs, a.x[3]])
    let gradient = generator.normal([a.x[0], 2 * a.x[1], 2 * a.x[2], a.outputs])
    let (image, kernel) = (DoubleArray(x), DoubleArray(weight))
    let outer = DoubleArray(gradient)
    expect(
      op(x, weight: weight, bias: bias),
      image.transposedConvolved(kernel, DoubleArray(bias), stride: 2, padding: 1))
    let none = DoubleArray(zeros: [a.x[3]])
    expect(
      op.pullbackToInput(gradient, shape: a.x, weight: weight),
      outer.convolved(kernel, none, stride: 2, padding: 1))
    expect(
      op.pullbackToParameters(gradient, x: x, weightShape: weight.shape).weight,
      outer.kernelGradient(image, height: 4, width: 4, stride: 2, padding: 1))
  }

  @Test("halving convolutions and their gradients are exact to 1e-5 in the mean", arguments: cases)
  func halving(_ a: Case) {
    let op = Convolution2D(stride: 2, padding: 1)
    var generator = TorchGenerator(seed: 7)
    let x = generator.normal([a.x[0], 2 * a.x[1], 2 * a.x[2], a.x[3]])
    let weight = generator.normal([3, 3, a.x[3], a.outputs])
    let bias = generator.normal([a.outputs])
    let gradient = generator.normal(a.x.dropLast() + [a.outputs])
    let (image, outer) = (DoubleArray(x), DoubleArray(gradient))
    expect(
      op(x, weight: weight, bias: bias),
      image.convolved(DoubleArray(weight), DoubleArray(bias), stride: 2, padding: 1))
    expect(
      op.pullbackToParameters(gradient, x: x, weightShape: weight.shape).weight,
      image.kernelGradient(outer, height: 3, width: 3, stride: 2, padding: 1))
    // The transpose alone would be a pixel smaller: the gradient at the last row and column is compared as well.
    let padded = outer.transposedConvolved(
      DoubleArray(weight), DoubleArray(zeros: [a.x[3]]), stride: 2, padding: 0)
    let found = op.pullbackToInput(gradient, shape: x.shape, weight: weight)
    var exact = DoubleArray(zeros: x.shape)
    for index in exact.values.indices {
      let (pixel, c) = index.quotientAndRemainder(dividingBy: x.shape[3])
      let (row, column) = (pixel / x.shape[2] % x.shape[1], pixel % x.shape[2])
      exact.values[index] = padded[pixel / x.shape[2] / x.shape[1], row + 1, column + 1, c]
    }
    expect(found, exact)
  }

  private func expect(
    _ found: Tensor, _ exact: DoubleArray, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.shape == exact.shape, sourceLocation: sourceLocation)
    let errors = zip(found.scalars, exact.values).map { abs(Double($0) - $1) }
    let scale = rootMeanSquare(exact.values)
    #expect(rootMeanSquare(errors) < 1e-5 * scale, sourceLocation: sourceLocation)
    #expect(errors.max()! < 5e-5 * scale, sourceLocation: sourceLocation)
  }

  private func rootMeanSquare(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
  }
}
