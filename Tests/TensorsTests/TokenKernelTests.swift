import Foundation
import Tensors
import Testing

@Suite("kernels for tokens") struct TokenKernelTests {
  @Test(
    "normalisation by the root mean square agrees with central differences",
    arguments: [[1, 1], [3, 16], [5, 17], [2, 3, 40]])
  func rootMeanSquare(shape: [Int]) {
    let op = RootMeanSquareNormalization(epsilon: 1e-3)
    checkPullback([shape, [shape.last!]]) {
      op($0[0], scale: $0[1])
    } pullback: { gradient, inputs in
      let parts = op.pullback(gradient, x: inputs[0], scale: inputs[1])
      return [parts.x, parts.scale]
    } reference: { inputs in
      let (channels, scale) = (shape.last!, inputs[1])
      var result = inputs[0]
      for start in stride(from: 0, to: result.values.count, by: channels) {
        let row = inputs[0].values[start..<start + channels]
        let factor = 1 / (row.reduce(0) { $0 + $1 * $1 } / Double(channels) + 1e-3).squareRoot()
        for channel in 0..<channels {
          result.values[start + channel] = row[start + channel] * factor * scale.values[channel]
        }
      }
      return result
    }
  }

  @Test("many rows of a normalisation have the scale's gradient summed over all of them") func manyRows() {
    let op = RootMeanSquareNormalization()
    let x = Tensor(repeating: 2, shape: [5000, 8])
    let parts = op.pullback(
      Tensor(repeating: 1, shape: [5000, 8]), x: x, scale: Tensor(repeating: 1, shape: [8]))
    #expect(parts.scale.scalars.allSatisfy { abs($0 - 5000) < 0.01 })
  }

  private func tanhGELU(_ x: Double) -> Double {
    0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
  }

  @Test("the tanh approximation of GELU is right to 1e-6 from -12 to 12") func tanhGELUValues() {
    let points = (-1200...1200).map { Float($0) / 100 }
    let values = TanhGELU.value(Tensor(shape: [points.count], scalars: points)).scalars
    let errors = zip(points, values).map { abs(Double($1) - tanhGELU(Double($0))) / (1 + abs(Double($0))) }
    #expect(errors.allSatisfy { $0 < 1e-6 })
  }

  @Test("its pullback agrees with central differences", arguments: [[1], [16], [3, 7], [40]])
  func tanhGELUPullback(shape: [Int]) {
    checkPullback([shape]) {
      TanhGELU.value($0[0])
    } pullback: {
      [TanhGELU.pullback($0, x: $1[0])]
    } reference: {
      $0[0].map { self.tanhGELU($0) }
    }
  }

  @Test(
    "attention with a bias and a mask agrees with central differences",
    arguments: [([1, 1, 1], 1), ([2, 5, 6], 3), ([1, 17, 4], 2), ([3, 4, 34], 2)])
  func attention(shape: [Int], heads: Int) {
    let op = BiasedAttention(heads: heads)
    let (images, length) = (shape[0], shape[1])
    let seen = (0..<images * length).map { $0 % length == 0 || $0 % 3 != 1 }
    let mask = Tensor(shape: [images, length], scalars: seen.map { $0 ? 1 : 0 })
    checkPullback([shape, shape, shape, [heads, length, length]]) {
      op($0[0], keys: $0[1], values: $0[2], bias: $0[3], mask: mask)
    } pullback: { gradient, x in
      let parts = op.pullback(gradient, queries: x[0], keys: x[1], values: x[2], bias: x[3], mask: mask)
      return [parts.queries, parts.keys, parts.values, parts.bias]
    } reference: { x in
      self.attention(x, heads, seen)
    }
  }

  private func attention(_ x: [DoubleArray], _ heads: Int, _ seen: [Bool]) -> DoubleArray {
    let (images, length, channels) = (x[0].shape[0], x[0].shape[1], x[0].shape[2])
    let width = channels / heads
    var result = DoubleArray(zeros: x[0].shape)
    for image in 0..<images {
      for head in 0..<heads {
        for query in 0..<length {
          let powers = (0..<length).map { key -> Double in
            guard seen[image * length + key] else { return 0 }
            let own = head * width..<(head + 1) * width
            let score = own.reduce(0) { $0 + x[0][image, query, $1] * x[1][image, key, $1] }
            return exp(score + x[3][head, query, key])
          }
          let sum = powers.reduce(0, +)
          for channel in head * width..<(head + 1) * width {
            result[image, query, channel] =
              (0..<length).reduce(0) { $0 + powers[$1] / sum * x[2][image, $1, channel] }
          }
        }
      }
    }
    return result
  }

  @Test("an image whose keys are all masked counts as one without a mask") func allMasked() {
    var generator = TorchGenerator(seed: 2)
    let (x, bias) = (generator.normal([1, 3, 4]), generator.normal([2, 3, 3]))
    let op = BiasedAttention(heads: 2)
    let none = op(x, keys: x, values: x, bias: bias, mask: Tensor(repeating: 0, shape: [1, 3]))
    #expect(none == op(x, keys: x, values: x, bias: bias, mask: Tensor(repeating: 1, shape: [1, 3])))
  }

  @Test("distances fall into T5's buckets") func buckets() {
    let positions = RelativePositions()
    #expect((-3...7).map(positions.bucket) == [3, 2, 1, 0, 17, 18, 19, 20, 21, 22, 23])
    let runs = [(24, 8...11), (25, 12...15), (26, 16...22), (27, 23...31), (28, 32...45), (29, 46...63)]
    for (bucket, distances) in runs {
      #expect(distances.allSatisfy { positions.bucket($0) == bucket && positions.bucket(-$0) == bucket - 16 })
    }
    let first = positions.bucket(64)
    #expect(first == 30 && positions.bucket(1000) == 31 && positions.bucket(-1000) == 15)
  }

  @Test("the biases of distances agree with central differences", arguments: [1, 6, 12])
  func relativeBias(length: Int) {
    let positions = RelativePositions(buckets: 8, maximumDistance: 10)
    checkPullback([[8, 3]]) {
      positions.bias($0[0], length: length)
    } pullback: { gradient, _ in
      [positions.pullback(gradient)]
    } reference: { inputs in
      var result = DoubleArray(zeros: [3, length, length])
      for head in 0..<3 {
        for query in 0..<length {
          for key in 0..<length { result[head, query, key] = inputs[0][positions.bucket(key - query), head] }
        }
      }
      return result
    }
  }

  @Test("rows of a table agree with central differences, and a row taken twice gathers both") func embedding()
  {
    let ids = [3, 0, 3, 1]
    checkPullback([[5, 7]]) {
      Embedding.value($0[0], ids: ids)
    } pullback: { gradient, _ in
      [Embedding.pullback(gradient, ids: ids, vocabulary: 5)]
    } reference: { inputs in
      DoubleArray([4, 7], ids.flatMap { inputs[0].values[$0 * 7..<($0 + 1) * 7] })
    }
  }
}
