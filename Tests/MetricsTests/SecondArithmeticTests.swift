import Foundation
import Metrics
import Tensors
import Testing

/// OpenBLAS in place of the engine's products: the same operations, another arithmetic.
@Suite struct SecondArithmeticTests {
  private struct Case: CustomStringConvertible {
    let image, weight: [Int]
    let stride, padding: Int

    var description: String { "\(image) \(weight) stride \(stride), padding \(padding)" }
  }

  /// Every method that the engine has: Winograd with both strides, columns, the adjoint and single dots, odd sizes.
  private static let cases = [
    Case(image: [2, 9, 7, 3], weight: [3, 3, 3, 5], stride: 1, padding: 1),
    Case(image: [3, 28, 28, 8], weight: [3, 3, 8, 16], stride: 1, padding: 1),
    Case(image: [2, 8, 12, 6], weight: [4, 4, 6, 4], stride: 2, padding: 1),
    Case(image: [1, 5, 5, 16], weight: [5, 5, 16, 3], stride: 1, padding: 2),
    Case(image: [2, 11, 6, 8], weight: [3, 3, 8, 1], stride: 1, padding: 1),
    Case(image: [1, 6, 6, 1], weight: [3, 3, 1, 7], stride: 2, padding: 0),
    Case(image: [4, 7, 7, 10], weight: [7, 7, 10, 3], stride: 1, padding: 0),
    Case(image: [5, 1, 1, 33], weight: [1, 1, 33, 17], stride: 1, padding: 0),
  ]

  private static func results() -> [[Float]] {
    var generator = TorchGenerator(seed: 3)
    func draw(_ shape: [Int]) -> Tensor { generator.normal(shape) }
    var results: [[Float]] = []
    for size in cases {
      let convolution = Convolution2D(stride: size.stride, padding: size.padding)
      let (x, weight) = (draw(size.image), draw(size.weight))
      let y = convolution(x, weight: weight, bias: draw([size.weight[3]]))
      let gradient = draw(y.shape)
      results += [
        y.scalars, convolution.pullbackToInput(gradient, shape: x.shape, weight: weight).scalars,
        convolution.pullbackToWeight(gradient, x: x, weightShape: weight.shape).scalars,
      ]
      let transposed = TransposedConvolution2D(stride: size.stride, padding: size.padding)
      results.append(transposed(gradient, weight: weight, bias: draw([size.weight[2]])).scalars)
    }
    let (queries, keys, values) = (draw([2, 5, 12]), draw([2, 9, 12]), draw([2, 9, 12]))
    let attention = Attention(heads: 3)
    let attended = attention(queries, keys: keys, values: values)
    let back = attention.pullback(draw(attended.shape), queries: queries, keys: keys, values: values)
    results += [attended, back.queries, back.keys, back.values].map(\.scalars)
    if let half = HalfKernel(outputsLast: Tensor(shape: [3, 2], scalars: [1, 2, -3, 0.5, 4, -1])) {
      results.append(Linear.value(draw([4, 2]), weight: half, bias: draw([3])).scalars)
    }
    return results
  }

  @Test("all products and convolutions, with their gradients, are those of the engine to rounding")
  func same()
    async throws
  {
    // What is chosen once stays, so the other arithmetic takes a process.
    let other = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      let product = try OpenBLAS.loaded().product
      #expect(ForeignProduct.use(product))
      let lines = Self.results().map { $0.map { String($0.bitPattern) }.joined(separator: " ") }
      print("\nresults\n" + lines.joined(separator: "\n"))
    }
    let output = String(decoding: try #require(other).standardOutputContent, as: UTF8.self)
    let lines = output.components(separatedBy: "results\n").last?.split(separator: "\n") ?? []
    let own = Self.results()
    #expect(lines.count == own.count)
    var different = 0
    for (index, (line, expected)) in zip(lines, own).enumerated() {
      let found = line.split(separator: " ").compactMap { UInt32($0).map(Float.init(bitPattern:)) }
      try #require(found.count == expected.count)
      let scale = expected.map(abs).max() ?? 1
      let error = zip(found, expected).map { abs($0 - $1) }.max() ?? 0
      #expect(error <= 2e-6 * scale, "result \(index): \(error) of \(scale)")
      if error > 0 { different += 1 }
    }
    #expect(
      different > own.count / 2,
      "it is another arithmetic: \(different) of \(own.count) differ in their last bits")
  }
}
