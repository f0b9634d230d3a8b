import Foundation
import Tensors
import Testing

@Suite struct KernelTests {
  private func gelu(_ x: Double) -> Double { x * 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test("GELU is x Phi(x) to a float's rounding from -12 to 12, and its tail does not cancel")
  func geluValues() {
    let points = (-12000...12000).map { Float($0) / 1000 }
    let values = GELU.value(Tensor(shape: [points.count], scalars: points)).scalars
    for (x, value) in zip(points, values) {
      let (exact, error) = (gelu(Double(x)), abs(Double(value) - gelu(Double(x))))
      #expect(error < 1e-7 * max(1, exact), "\(x)")
      if x < 0 && x > -5 { #expect(error < 4e-5 * -exact, "\(x): torch's own is off by 7% at -5") }
    }
  }

  @Test("GELU's pullback agrees with central differences", arguments: [[1], [16], [3, 7], [2, 3, 3, 5]])
  func geluPullback(shape: [Int]) {
    checkPullback([shape]) {
      GELU.value($0[0])
    } pullback: {
      [GELU.pullback($0, x: $1[0])]
    } reference: {
      $0[0].map { self.gelu($0) }
    }
  }

  @Test(
    "batch normalisation, with and without GELU, agrees with central differences",
    arguments: [[2, 3, 3, 1], [1, 5, 5, 4], [3, 4, 3, 17], [4, 1, 1, 16]], [false, true])
  func batchNormalization(shape: [Int], withGELU: Bool) {
    let op = BatchNormalization(followedByGELU: withGELU)
    checkPullback([shape, [shape[3]], [shape[3]]]) {
      op($0[0], ChannelStatistics(of: $0[0]), scale: $0[1], shift: $0[2])
    } pullback: { gradient, inputs in
      let batch = ChannelStatistics(of: inputs[0])
      let parts = op.pullback(gradient, x: inputs[0], batch, scale: inputs[1], shift: inputs[2])
      return [parts.x, parts.scale, parts.shift]
    } reference: {
      let z = $0[0].batchNormalized($0[1], $0[2])
      return withGELU ? z.map { self.gelu($0) } : z
    }
  }

  @Test("a batch's variance survives a mean a thousand times the deviation") func offsetVariance() {
    let x = Tensor(shape: [4096, 1], scalars: (0..<4096).map { 1000 + Float($0 % 2) })
    let batch = ChannelStatistics(of: x)
    #expect(abs(batch.mean.scalars[0] - 1000.5) < 1e-3)
    #expect(abs(batch.variance.scalars[0] - 0.25) < 1e-5)
  }

  @Test(
    "average pooling agrees with central differences",
    arguments: [[1, 7, 7, 3], [2, 4, 6, 2], [1, 5, 5, 1]])
  func pooling(shape: [Int]) {
    let op = AveragePooling(size: shape[1] == 7 ? 7 : 2)
    let side = op.size
    checkPullback([shape]) {
      op($0[0])
    } pullback: { gradient, _ in
      [op.pullback(gradient, shape: shape)]
    } reference: { inputs in
      let (height, width) = (shape[1] / side, shape[2] / side)
      var result = DoubleArray(zeros: [shape[0], height, width, shape[3]])
      for n in 0..<shape[0] {
        for y in 0..<height * side {
          for x in 0..<width * side {
            for c in 0..<shape[3] {
              result[n, y / side, x / side, c] += inputs[0][n, y, x, c] / Double(side * side)
            }
          }
        }
      }
      return result
    }
  }

  @Test("concatenation splits its gradient where it joined") func concatenation() {
    var generator = TorchGenerator(seed: 2)
    let (a, b) = (generator.normal([2, 3, 5, 1]), generator.normal([2, 3, 5, 17]))
    let joined = Concatenation.value(a, b)
    #expect(joined.shape == [2, 3, 5, 18])
    #expect(joined.scalars[18] == a.scalars[1] && joined.scalars[19] == b.scalars[17])
    let (left, right) = Concatenation.pullback(joined, channels: 1)
    #expect(left == a && right == b)
  }

  @Test("a linear map agrees with central differences", arguments: [[1, 1, 1], [3, 10, 4], [2, 17, 33]])
  func linear(sizes: [Int]) {
    checkPullback([[sizes[0], sizes[1]], [sizes[1], sizes[2]], [sizes[2]]]) {
      Linear.value($0[0], weight: $0[1], bias: $0[2])
    } pullback: { gradient, inputs in
      let parts = Linear.pullback(gradient, x: inputs[0], weight: inputs[1])
      return [parts.x, parts.weight, parts.bias]
    } reference: { inputs in
      let image = DoubleArray([sizes[0], 1, 1, sizes[1]], inputs[0].values)
      let kernel = DoubleArray([1, 1, sizes[1], sizes[2]], inputs[1].values)
      let result = image.convolved(kernel, inputs[2], stride: 1, padding: 0)
      return DoubleArray([sizes[0], sizes[2]], result.values)
    }
  }

  @Test(
    "modulation agrees with central differences", arguments: [[1, 2, 3, 1], [2, 3, 3, 17], [3, 1, 1, 4]])
  func modulation(shape: [Int]) {
    checkPullback([shape, [shape[0], shape[3]], [shape[0], shape[3]]]) {
      Modulation.value($0[0], scale: $0[1], shift: $0[2])
    } pullback: { gradient, inputs in
      let parts = Modulation.pullback(gradient, x: inputs[0], scale: inputs[1])
      return [parts.x, parts.scale, parts.shift]
    } reference: { inputs in
      var result = inputs[0]
      for index in result.values.indices {
        let n = index / (shape[1] * shape[2] * shape[3])
        result.values[index] = inputs[0].values[index] * inputs[1][n, index % shape[3]]
        result.values[index] += inputs[2][n, index % shape[3]]
      }
      return result
    }
  }

  @Test("the mean squared error and its pullback agree with central differences", arguments: [[1], [5, 7]])
  func meanSquaredError(shape: [Int]) {
    var generator = TorchGenerator(seed: 9)
    let target = generator.normal(shape)
    checkPullback([shape]) {
      Tensor(shape: [], scalars: [MeanSquaredError.value($0[0], target)])
    } pullback: {
      [MeanSquaredError.pullback($0.scalars[0], prediction: $1[0], target: target)]
    } reference: { inputs in
      let squares = zip(inputs[0].values, target.scalars).map { ($0 - Double($1)) * ($0 - Double($1)) }
      return DoubleArray([], [squares.reduce(0, +) / Double(squares.count)])
    }
  }
}
