import Tensors
import TestSupport
import Testing

/// Products by packed panels against double precision: rows, columns and depths that no block divides, and depths
/// beyond what is multiplied at once (512).
///
/// Errors relative to the root mean square of the exact values, which grows with the depth as the sums do: root mean
/// square 1e-6 and the largest 1e-5 for each hundred terms' square root, at least those of a hundred.
@Suite struct ProductTests {
  @Test(
    "a linear map and its gradients are exact to single precision",
    arguments: [
      [1, 1, 1], [5, 3, 7], [6, 16, 16], [7, 15, 17], [11, 8, 31], [12, 32, 32], [13, 33, 33], [25, 64, 48],
      [3, 511, 5], [4, 512, 20], [29, 513, 40], [2, 1100, 65], [130, 40, 600],
    ])
  func linear(_ sizes: [Int]) {
    let (rows, depth, columns) = (sizes[0], sizes[1], sizes[2])
    var generator = TorchGenerator(seed: 31)
    let (x, weight) = (generator.normal([rows, depth]), generator.normal([depth, columns]))
    let (bias, gradient) = (generator.normal([columns]), generator.normal([rows, columns]))
    let parts = Linear.pullback(gradient, x: x, weight: weight)
    var value = DoubleArray(x).times(DoubleArray(weight))
    for index in value.values.indices { value.values[index] += Double(bias.scalars[index % columns]) }
    expect(Linear.value(x, weight: weight, bias: bias), value, terms: depth)
    expect(parts.x, DoubleArray(gradient).times(DoubleArray(weight).transposed), terms: columns)
    expect(parts.weight, DoubleArray(x).transposed.times(DoubleArray(gradient)), terms: rows)
  }

  struct Case: CustomTestStringConvertible {
    let x: [Int], kernel: Int, outputs: Int
    var testDescription: String { "\(x), \(kernel)x\(kernel) -> \(outputs)" }
  }

  /// Fewer outputs than inputs (computed as an adjoint) and single pixels (computed without patches).
  static let cases = [
    Case(x: [2, 9, 7, 64], kernel: 3, outputs: 1), Case(x: [1, 1, 1, 3], kernel: 3, outputs: 1),
    Case(x: [1, 7, 7, 20], kernel: 5, outputs: 4), Case(x: [3, 6, 5, 17], kernel: 7, outputs: 3),
    Case(x: [1, 2, 3, 33], kernel: 5, outputs: 16), Case(x: [3, 5, 5, 17], kernel: 1, outputs: 50),
    Case(x: [1, 1, 1, 3], kernel: 1, outputs: 3), Case(x: [2, 7, 9, 600], kernel: 1, outputs: 9),
    Case(x: [2, 3, 4, 5], kernel: 5, outputs: 31), Case(x: [2, 6, 5, 1], kernel: 3, outputs: 40),
  ]

  @Test("narrowing, widening and pointwise convolutions are exact to single precision", arguments: cases)
  func convolution(_ a: Case) {
    let padding = a.kernel / 2
    let op = Convolution2D(padding: padding)
    var generator = TorchGenerator(seed: 32)
    let (x, bias) = (generator.normal(a.x), generator.normal([a.outputs]))
    let weight = generator.normal([a.kernel, a.kernel, a.x[3], a.outputs])
    let gradient = generator.normal(a.x.dropLast() + [a.outputs])
    let (image, kernel, outer) = (DoubleArray(x), DoubleArray(weight), DoubleArray(gradient))
    let area = a.kernel * a.kernel
    expect(
      op(x, weight: weight, bias: bias),
      image.convolved(kernel, DoubleArray(bias), stride: 1, padding: padding), terms: area * a.x[3])
    expect(
      op.pullbackToInput(gradient, shape: a.x, weight: weight),
      outer.transposedConvolved(kernel, DoubleArray(zeros: [a.x[3]]), stride: 1, padding: padding),
      terms: area * a.outputs)
    let parameters = op.pullbackToParameters(gradient, x: x, weightShape: weight.shape)
    expect(
      parameters.weight,
      image.kernelGradient(outer, height: a.kernel, width: a.kernel, stride: 1, padding: padding),
      terms: x.count / a.x[3])
  }

  private func expect(
    _ found: Tensor, _ exact: DoubleArray, terms: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.shape == exact.shape, sourceLocation: sourceLocation)
    let errors = zip(found.scalars, exact.values).map { abs(Double($0) - $1) }
    let growth = max(1, (Double(terms) / 100).squareRoot())
    let scale = rootMeanSquare(exact.values) * growth
    #expect(rootMeanSquare(errors) < 1e-6 * scale, sourceLocation: sourceLocation)
    #expect(
      largestDifference(found.scalars, exact.values) < 1e-5 * scale, sourceLocation: sourceLocation)
  }
}

extension DoubleArray {
  /// [rows, columns] -> [columns, rows]
  fileprivate var transposed: DoubleArray {
    let (rows, columns) = (shape[0], shape[1])
    return DoubleArray(
      [columns, rows], (0..<values.count).map { values[$0 % rows * columns + $0 / rows] })
  }

  /// self [rows, depth] other [depth, columns]
  fileprivate func times(_ other: DoubleArray) -> DoubleArray {
    let (rows, depth, columns) = (shape[0], shape[1], other.shape[1])
    var result = DoubleArray(zeros: [rows, columns])
    for row in 0..<rows {
      for index in 0..<depth {
        let factor = values[row * depth + index]
        for column in 0..<columns {
          result.values[row * columns + column] += factor * other.values[index * columns + column]
        }
      }
    }
    return result
  }
}
