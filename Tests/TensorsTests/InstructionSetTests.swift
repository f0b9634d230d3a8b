import Foundation
import Tensors
import TestSupport
import Testing

/// Every operation whose loops are compiled for several instruction sets gives the same bits with each.
///
/// The set is chosen when the process starts, so that the test starts its own program once more with the narrowest
/// set and compares what both computed.
@Suite struct InstructionSetTests {
  private static let listing = "REPORT_TEST_BITS"

  @Test("the narrowest instruction set gives the same bits as the widest that the processor has")
  func sameBits() throws {
    let environment = ProcessInfo.processInfo.environment
    let bits = Self.operations.map { name, operation in "\(name) \(Self.digest(operation()))" }
    if let path = environment[Self.listing] {
      return try (["instructions \(InstructionSet.name)"] + bits).joined(separator: "\n")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    let narrow = try Self.linesOfNarrowProcess()
    #expect(narrow.first != "instructions AVX-512", "the second process had to take the narrowest set")
    #expect(narrow.count == bits.count + 1)
    for (line, expected) in zip(narrow.dropFirst(), bits) { #expect(line == expected) }
  }

  /// What this test lists in a process with the narrowest instruction set.
  private static func linesOfNarrowProcess() throws -> [String] {
    let folder = try Scratch()
    let file = folder.url("bits")
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments =
      bundleArguments + [
        "--testing-library", "swift-testing", "--filter", "InstructionSetTests",
      ]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "REPORT_INSTRUCTIONS": "baseline", listing: file.path,
    ]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// Which tests the process runs, where its command line has to say so.
  private static var bundleArguments: [String] {
    let arguments = CommandLine.arguments
    guard let place = arguments.firstIndex(of: "--test-bundle-path"), place + 1 < arguments.count else {
      return []
    }
    return Array(arguments[place...place + 1])
  }

  /// A hash of the bits (Fowler, Noll and Vo's 1a with 64 bits, a float at a time).
  private static func digest(_ tensors: [Tensor]) -> String {
    let hash = tensors.lazy.flatMap(\.scalars).reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }

  // MARK: What is computed

  private typealias Operation = (name: String, body: () -> [Tensor])

  private static var operations: [Operation] {
    convolutions + transposed + passes + attention + halves
  }

  private static var convolutions: [Operation] {
    let cases: [(x: [Int], kernel: Int, outputs: Int, stride: Int, padding: Int)] = [
      ([2, 28, 28, 16], 3, 32, 1, 1), ([32, 28, 28, 6], 3, 6, 1, 1), ([1, 7, 7, 17], 3, 9, 1, 1),
      ([3, 5, 9, 3], 3, 40, 1, 1),
      ([1, 2, 3, 8], 3, 8, 1, 1), ([1, 1, 1, 2], 3, 3, 1, 1), ([2, 9, 10, 1], 3, 24, 1, 1),
      ([2, 28, 28, 64], 3, 1, 1, 1), ([1, 14, 14, 192], 3, 192, 1, 1), ([2, 28, 28, 12], 3, 20, 2, 1),
      ([1, 7, 5, 3], 3, 3, 2, 1), ([2, 14, 14, 24], 4, 17, 2, 1), ([2, 5, 5, 2], 4, 3, 2, 1),
      ([3, 7, 7, 33], 1, 50, 1, 0), ([13, 1, 1, 700], 1, 70, 1, 0), ([1, 3, 3, 1], 1, 1, 1, 0),
      ([2, 7, 7, 5], 7, 37, 7, 0), ([1, 9, 9, 20], 5, 4, 1, 2),
    ]
    return cases.enumerated().map { index, a in
      let op = Convolution2D(stride: a.stride, padding: a.padding)
      let name = "convolution \(a.x), \(a.kernel)x\(a.kernel) -> \(a.outputs), stride \(a.stride)"
      return (name, { convolved(op, a.x, kernel: a.kernel, outputs: a.outputs, seed: UInt64(index)) })
    }
  }

  /// The output, both gradients, and the output with a normalisation behind it.
  private static func convolved(
    _ op: Convolution2D, _ shape: [Int], kernel: Int, outputs: Int, seed: UInt64
  ) -> [Tensor] {
    var generator = TorchGenerator(seed: seed)
    let x = generator.normal(shape)
    let weight = generator.normal([kernel, kernel, shape[3], outputs])
    let bias = generator.normal([outputs])
    let y = op(x, weight: weight, bias: bias)
    let gradient = generator.normal(y.shape)
    let parameters = op.pullbackToParameters(gradient, x: x, weightShape: weight.shape)
    return [
      y, op.pullbackToInput(gradient, shape: shape, weight: weight), parameters.weight, parameters.bias,
      op(x, weight: weight, bias: bias, normalizedBy: generator.normalization(channels: outputs)),
    ]
  }

  private static var transposed: [Operation] {
    let cases: [(x: [Int], kernel: Int, outputs: Int, stride: Int, padding: Int)] = [
      ([2, 14, 14, 32], 4, 16, 2, 1), ([1, 2, 3, 1], 4, 1, 2, 1), ([2, 7, 7, 5], 4, 35, 2, 1),
      ([3, 1, 1, 24], 7, 13, 7, 0), ([2, 5, 6, 9], 3, 17, 1, 1),
    ]
    return cases.enumerated().map { index, a in
      let op = TransposedConvolution2D(stride: a.stride, padding: a.padding)
      let name = "transposed convolution \(a.x), \(a.kernel)x\(a.kernel) -> \(a.outputs)"
      return (name, { convolved(op, a.x, kernel: a.kernel, outputs: a.outputs, seed: UInt64(index)) })
    }
  }

  private static func convolved(
    _ op: TransposedConvolution2D, _ shape: [Int], kernel: Int, outputs: Int, seed: UInt64
  ) -> [Tensor] {
    var generator = TorchGenerator(seed: seed)
    let x = generator.normal(shape)
    let weight = generator.normal([kernel, kernel, outputs, shape[3]])
    let bias = generator.normal([outputs])
    let y = op(x, weight: weight, bias: bias)
    let gradient = generator.normal(y.shape)
    let parameters = op.pullbackToParameters(gradient, x: x, weightShape: weight.shape)
    return [
      y, op.pullbackToInput(gradient, shape: shape, weight: weight), parameters.weight, parameters.bias,
      op(x, weight: weight, bias: bias, normalizedBy: generator.normalization(channels: outputs)),
    ]
  }

  private static var passes: [Operation] {
    [1, 3, 8, 16, 17, 24, 64, 130].flatMap { channels -> [Operation] in
      [
        ("batch normalisation, \(channels)", { batchNormalized(channels, withGELU: false) }),
        ("batch normalisation with GELU, \(channels)", { batchNormalized(channels, withGELU: true) }),
        ("group normalisation, \(channels)", { groupNormalized(channels) }),
        ("GELU, \(channels)", { activated(channels) }),
      ]
    }
  }

  private static func batchNormalized(_ channels: Int, withGELU: Bool) -> [Tensor] {
    var generator = TorchGenerator(seed: 11)
    let (x, gradient) = (generator.normal([2, 9, 7, channels]), generator.normal([2, 9, 7, channels]))
    let (scale, shift) = (generator.normal([channels]), generator.normal([channels]))
    let op = BatchNormalization(followedByGELU: withGELU)
    let batch = ChannelStatistics(of: x)
    let parts = op.pullback(gradient, x: x, batch, scale: scale, shift: shift)
    let y = op(x, batch, scale: scale, shift: shift)
    return [batch.mean, batch.variance, y, parts.x, parts.scale, parts.shift]
  }

  private static func groupNormalized(_ channels: Int) -> [Tensor] {
    var generator = TorchGenerator(seed: 12)
    let (x, gradient) = (generator.normal([2, 9, 7, channels]), generator.normal([2, 9, 7, channels]))
    let (scale, shift) = (generator.normal([channels]), generator.normal([channels]))
    let modulation = generator.normal([2, 2 * channels])
    let op = GroupNormalization(groups: channels % 8 == 0 ? 8 : 1, followedByGELU: true)
    let parts = op.pullback(gradient, x: x, scale: scale, shift: shift, modulation: modulation)
    return [
      op(x, scale: scale, shift: shift, modulation: modulation), parts.x, parts.scale, parts.shift,
      parts.modulation!,
    ]
  }

  private static func activated(_ count: Int) -> [Tensor] {
    var generator = TorchGenerator(seed: 13)
    let (x, gradient) = (4 * generator.normal([count, 77]), generator.normal([count, 77]))
    return [
      GELU.value(x), GELU.pullback(gradient, x: x), TanhGELU.value(x), TanhGELU.pullback(gradient, x: x),
    ]
  }

  private static var halves: [Operation] {
    [(520, 40, 1), (70, 20, 5), (20, 150, 5)].map { inputs, outputs, kernel in
      (
        "\(kernel)x\(kernel) -> \(outputs) in half precision",
        {
          var generator = TorchGenerator(seed: 15)
          let weight = try! generator.halfKernel([outputs, inputs, kernel, kernel])
          let (x, bias) = (generator.normal([2, 9, 11, inputs]), generator.normal([outputs]))
          return [Convolution2D(padding: kernel / 2)(x, weight: weight, bias: bias), weight.tensor]
        }
      )
    }
  }

  private static var attention: [Operation] {
    [(16, 77, 64, 2), (5, 3, 17, 1), (33, 20, 24, 3)].map { queries, keys, channels, heads in
      (
        "attention of \(queries) to \(keys) with \(channels) channels",
        {
          var generator = TorchGenerator(seed: 14)
          let (q, gradient) = (
            generator.normal([2, queries, channels]), generator.normal([2, queries, channels])
          )
          let (k, v) = (generator.normal([2, keys, channels]), generator.normal([2, keys, channels]))
          let op = Attention(heads: heads)
          let parts = op.pullback(gradient, queries: q, keys: k, values: v)
          return [op(q, keys: k, values: v), parts.queries, parts.keys, parts.values]
        }
      )
    }
  }
}

extension TorchGenerator {
  /// A normalisation with a GELU behind it, as a network that is evaluated has.
  mutating func normalization(channels: Int) -> NormalizationWithGELU {
    let (mean, scale, shift) = (normal([channels]), normal([channels]), normal([channels]))
    let variance = uniform([channels], from: 0.5, to: 2)
    let statistics = ChannelStatistics(mean: mean, variance: variance, count: 1)
    return BatchNormalization(followedByGELU: true).known(statistics, scale: scale, shift: shift)!
  }
}
