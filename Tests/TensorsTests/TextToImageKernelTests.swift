import Foundation
import Tensors
import Testing

/// The kernels of text-to-image networks against double precision and central differences.
@Suite struct TextToImageKernelTests {
  struct GroupCase: CustomTestStringConvertible {
    let shape: [Int], groups: Int
    var testDescription: String { "\(shape) in \(groups) groups" }
  }

  private func gelu(_ x: Double) -> Double { x * 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test(
    "group normalisation, with and without GELU and modulation, agrees with central differences",
    arguments: [
      GroupCase(shape: [1, 3, 3, 2], groups: 1), GroupCase(shape: [2, 3, 2, 6], groups: 3),
      GroupCase(shape: [2, 5, 34], groups: 2), GroupCase(shape: [3, 1, 1, 16], groups: 4),
    ], [(false, false), (true, false), (false, true), (true, true)])
  func groupNormalization(_ a: GroupCase, _ options: (withGELU: Bool, isModulated: Bool)) {
    let op = GroupNormalization(groups: a.groups, followedByGELU: options.withGELU)
    let channels = a.shape.last!
    let modulation = options.isModulated ? [[a.shape[0], 2 * channels]] : []
    checkPullback([a.shape, [channels], [channels]] + modulation) {
      op($0[0], scale: $0[1], shift: $0[2], modulation: $0.count > 3 ? $0[3] : nil)
    } pullback: { gradient, inputs in
      let parts = op.pullback(
        gradient, x: inputs[0], scale: inputs[1], shift: inputs[2],
        modulation: inputs.count > 3 ? inputs[3] : nil)
      return [parts.x, parts.scale, parts.shift] + (parts.modulation.map { [$0] } ?? [])
    } reference: { inputs in
      let modulation = inputs.count > 3 ? inputs[3] : nil
      let z = inputs[0].groupNormalized(a.groups, inputs[1], inputs[2], modulation)
      return options.withGELU ? z.map { self.gelu($0) } : z
    }
  }

  @Test("group statistics survive a mean a thousand times the deviation, over many positions")
  func offsetVariance() {
    var generator = TorchGenerator(seed: 4)
    let noise = generator.normal([2, 40, 40, 48])
    let x = noise + Tensor(repeating: 1000, shape: noise.shape)
    let (scale, shift) = (Tensor(repeating: 1, shape: [48]), Tensor(repeating: 0, shape: [48]))
    let exact = DoubleArray(x).groupNormalized(4, DoubleArray(scale), DoubleArray(shift), nil)
    let found = GroupNormalization(groups: 4)(x, scale: scale, shift: shift)
    #expect(zip(found.scalars, exact.values).allSatisfy { abs(Double($0) - $1) < 1e-4 * (1 + abs($1)) })
  }

  @Test("layer normalisation agrees with central differences", arguments: [[1, 2], [3, 17], [2, 3, 8]])
  func layerNormalization(shape: [Int]) {
    let op = LayerNormalization()
    checkPullback([shape, [shape.last!], [shape.last!]]) {
      op($0[0], scale: $0[1], shift: $0[2])
    } pullback: { gradient, inputs in
      let parts = op.pullback(gradient, x: inputs[0], scale: inputs[1])
      return [parts.x, parts.scale, parts.shift]
    } reference: { inputs in
      let channels = shape.last!
      let rows = DoubleArray([inputs[0].values.count / channels, 1, channels], inputs[0].values)
      return DoubleArray(shape, rows.groupNormalized(1, inputs[1], inputs[2], nil).values)
    }
  }

  struct AttentionCase: CustomTestStringConvertible {
    let images: Int, queries: Int, keys: Int, channels: Int, heads: Int
    var testDescription: String { "\(images) x \(queries) x \(keys), \(channels) channels, \(heads) heads" }
  }

  @Test(
    "attention agrees with central differences",
    arguments: [
      AttentionCase(images: 1, queries: 1, keys: 1, channels: 1, heads: 1),
      AttentionCase(images: 2, queries: 5, keys: 7, channels: 6, heads: 2),
      AttentionCase(images: 1, queries: 19, keys: 17, channels: 8, heads: 1),
      AttentionCase(images: 2, queries: 3, keys: 33, channels: 12, heads: 4),
    ])
  func attention(_ a: AttentionCase) {
    let op = Attention(heads: a.heads)
    let keys = [a.images, a.keys, a.channels]
    checkPullback([[a.images, a.queries, a.channels], keys, keys]) {
      op($0[0], keys: $0[1], values: $0[2])
    } pullback: { gradient, inputs in
      let parts = op.pullback(gradient, queries: inputs[0], keys: inputs[1], values: inputs[2])
      return [parts.queries, parts.keys, parts.values]
    } reference: {
      $0[0].attended($0[1], $0[2], heads: a.heads)
    }
  }

  @Test("attention over more queries than a block is exact, also for large scores") func attentionBlocks() {
    var generator = TorchGenerator(seed: 3)
    let queries = 5 * generator.normal([1, 300, 32])
    let (keys, values) = (generator.normal([1, 1029, 32]), generator.normal([1, 1029, 32]))
    let found = Attention(heads: 2)(queries, keys: keys, values: values)
    let exact = DoubleArray(queries).attended(DoubleArray(keys), DoubleArray(values), heads: 2)
    #expect(zip(found.scalars, exact.values).allSatisfy { abs(Double($0) - $1) < 1e-5 * (1 + abs($1)) })
  }

  @Test("attention has the same bits for every number of threads") func attentionThreads() {
    var generator = TorchGenerator(seed: 3)
    let x = generator.normal([2, 150, 64])
    let threads = WorkerThreads.count
    defer { WorkerThreads.count = threads }
    let results = [1, 2, 3].map { count in
      WorkerThreads.count = count
      let gradients = Attention(heads: 4).pullback(x, queries: x, keys: x, values: x)
      return [
        Attention(heads: 4)(x, keys: x, values: x), gradients.queries, gradients.keys, gradients.values,
      ]
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test("nearest upsampling agrees with central differences", arguments: [[1, 1, 1, 1], [2, 3, 2, 17]])
  func upsampling(shape: [Int]) {
    checkPullback([shape]) {
      NearestUpsampling.value($0[0])
    } pullback: { gradient, _ in
      [NearestUpsampling.pullback(gradient)]
    } reference: { inputs in
      var result = DoubleArray(zeros: [shape[0], 2 * shape[1], 2 * shape[2], shape[3]])
      for index in result.values.indices {
        let (pixel, c) = index.quotientAndRemainder(dividingBy: shape[3])
        let (row, x) = pixel.quotientAndRemainder(dividingBy: 2 * shape[2])
        let (n, y) = row.quotientAndRemainder(dividingBy: 2 * shape[1])
        result.values[index] = inputs[0][n, y / 2, x / 2, c]
      }
      return result
    }
  }

  @Test("joined tokens, their mean and an added row agree with central differences") func tokens() {
    checkPullback([[2, 3, 5], [2, 4, 5], [1, 5]]) {
      TokenMean.value(RowAddition.value(TokenConcatenation.value($0[0], $0[1]), row: $0[2]))
    } pullback: { gradient, inputs in
      let inner = TokenMean.pullback(gradient, tokens: 7)
      let parts = TokenConcatenation.pullback(inner, tokens: 3)
      return [parts.0, parts.1, RowAddition.pullbackToRow(inner, shape: [1, 5])]
    } reference: { inputs in
      var result = DoubleArray(zeros: [2, 1, 5])
      for n in 0..<2 {
        for c in 0..<5 {
          let sum = (0..<3).reduce(0) { $0 + inputs[0][n, $1, c] }
          result[n, 0, c] = (0..<4).reduce(sum) { $0 + inputs[1][n, $1, c] } / 7 + inputs[2][0, c]
        }
      }
      return result
    }
  }

  @Test(
    "weights with the outputs last", arguments: [[1, 1], [17, 5], [48, 3], [1, 2, 3, 3], [35, 4, 3, 3]])
  func outputsLast(shape: [Int]) {
    var generator = TorchGenerator(seed: 2)
    let weights = generator.normal(shape)
    let found = weights.outputsLast
    let (inputs, taps) = (shape[1], shape.dropFirst(2).reduce(1, *))
    #expect(found.shape == shape.dropFirst(2) + [inputs, shape[0]])
    for (index, value) in weights.scalars.enumerated() {
      let (row, tap) = index.quotientAndRemainder(dividingBy: taps)
      let (output, input) = row.quotientAndRemainder(dividingBy: inputs)
      #expect(found.scalars[(tap * inputs + input) * shape[0] + output] == value)
    }
  }

  @Test("a slice of channels agrees with central differences") func slice() {
    checkPullback([[2, 3, 5]]) {
      ChannelSlice.value($0[0], 1..<4)
    } pullback: { gradient, _ in
      [ChannelSlice.pullback(gradient, 1..<4, channels: 5)]
    } reference: { inputs in
      DoubleArray([2, 3, 3], inputs[0].values.enumerated().filter { 1..<4 ~= $0.offset % 5 }.map(\.element))
    }
  }

  @Test("the embedding of 0 is ones and zeros, and that of t has the cosine and sine of t first")
  func embedding() {
    let rows = SinusoidalEmbedding(channels: 6)([0, 2.5])
    #expect(rows.shape == [2, 6])
    #expect(Array(rows.scalars[..<6]) == [1, 1, 1, 0, 0, 0])
    #expect(abs(rows.scalars[6] - cos(2.5)) < 1e-6 && abs(rows.scalars[9] - sin(2.5)) < 1e-6)
    #expect(abs(rows.scalars[7] - cos(2.5 * exp(-log(10000.0 as Float) / 3))) < 1e-6)
    let sines = SinusoidalEmbedding(channels: 6, cosinesFirst: false)([2.5])
    #expect(Array(sines.scalars[..<3]) == Array(rows.scalars[9...]))
  }
}

extension DoubleArray {
  /// self [N, ..., C] normalised in groups of channels, scaled, shifted and modulated by [N, 2 C].
  fileprivate func groupNormalized(
    _ groups: Int, _ scale: DoubleArray, _ shift: DoubleArray, _ modulation: DoubleArray?
  ) -> DoubleArray {
    let (channels, image) = (shape.last!, values.count / shape[0])
    var result = self
    for n in 0..<shape[0] {
      for group in 0..<groups {
        let own = (n * image..<(n + 1) * image).filter { $0 % channels * groups / channels == group }
        let mean = own.reduce(0) { $0 + values[$1] } / Double(own.count)
        let variance = own.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) } / Double(own.count)
        for index in own {
          let c = index % channels
          let z = (values[index] - mean) / (variance + 1e-5).squareRoot() * scale[c] + shift[c]
          result.values[index] = z * (1 + (modulation?[n, c] ?? 0)) + (modulation?[n, channels + c] ?? 0)
        }
      }
    }
    return result
  }

  /// self [N, Q, C] attending to keys and values [N, K, C].
  fileprivate func attended(_ keys: DoubleArray, _ weights: DoubleArray, heads: Int) -> DoubleArray {
    var result = DoubleArray(zeros: shape)
    let width = shape[2] / heads
    for n in 0..<shape[0] {
      for head in 0..<heads {
        let own = head * width..<(head + 1) * width
        for q in 0..<shape[1] {
          let scores = (0..<keys.shape[1]).map { k in
            own.reduce(0.0) { $0 + self[n, q, $1] * keys[n, k, $1] } / Double(width).squareRoot()
          }
          let highest = scores.max()!
          let exponentials = scores.map { exp($0 - highest) }
          let sum = exponentials.reduce(0, +)
          for c in own {
            result[n, q, c] = exponentials.indices.reduce(0) {
              $0 + exponentials[$1] / sum * weights[n, $1, c]
            }
          }
        }
      }
    }
    return result
  }
}
