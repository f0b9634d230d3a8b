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
    let cases = [
      ConvolutionCase([2, 28, 28, 16], kernel: 3, outputs: 32),
      ConvolutionCase([32, 28, 28, 6], kernel: 3, outputs: 6),
      ConvolutionCase([1, 7, 7, 17], kernel: 3, outputs: 9),
      ConvolutionCase([3, 5, 9, 3], kernel: 3, outputs: 40),
      ConvolutionCase([1, 2, 3, 8], kernel: 3, outputs: 8),
      ConvolutionCase([1, 1, 1, 2], kernel: 3, outputs: 3),
      ConvolutionCase([2, 9, 10, 1], kernel: 3, outputs: 24),
      ConvolutionCase([2, 28, 28, 64], kernel: 3, outputs: 1),
      ConvolutionCase([1, 14, 14, 192], kernel: 3, outputs: 192),
      ConvolutionCase([2, 28, 28, 12], kernel: 3, outputs: 20, stride: 2),
      ConvolutionCase([1, 7, 5, 3], kernel: 3, outputs: 3, stride: 2),
      ConvolutionCase([2, 14, 14, 24], kernel: 4, outputs: 17, stride: 2),
      ConvolutionCase([2, 5, 5, 2], kernel: 4, outputs: 3, stride: 2),
      ConvolutionCase([3, 7, 7, 33], kernel: 1, outputs: 50, padding: 0),
      ConvolutionCase([13, 1, 1, 700], kernel: 1, outputs: 70, padding: 0),
      ConvolutionCase([1, 3, 3, 1], kernel: 1, outputs: 1, padding: 0),
      ConvolutionCase([2, 7, 7, 5], kernel: 7, outputs: 37, stride: 7, padding: 0),
      ConvolutionCase([1, 9, 9, 20], kernel: 5, outputs: 4, padding: 2),
    ]
    return cases.map { a in ("convolution \(a.testDescription)", { convolved(a, Convolution2D.self) }) }
  }

  private static var transposed: [Operation] {
    let cases = [
      ConvolutionCase([2, 14, 14, 32], kernel: 4, outputs: 16, stride: 2),
      ConvolutionCase([1, 2, 3, 1], kernel: 4, outputs: 1, stride: 2),
      ConvolutionCase([2, 7, 7, 5], kernel: 4, outputs: 35, stride: 2),
      ConvolutionCase([3, 1, 1, 24], kernel: 7, outputs: 13, stride: 7, padding: 0),
      ConvolutionCase([2, 5, 6, 9], kernel: 3, outputs: 17),
    ]
    return cases.map { a in
      ("transposed convolution \(a.testDescription)", { convolved(a, TransposedConvolution2D.self) })
    }
  }

  /// The output, both gradients, and the output with a normalisation behind it.
  private static func convolved<Operation: ConvolutionOperation>(
    _ a: ConvolutionCase, _ type: Operation.Type
  ) -> [Tensor] {
    var generator = TorchGenerator(seed: 16)
    let (op, x, weight, bias) = a.drawn(type, &generator)
    let y = op(x, weight: weight, bias: bias)
    let gradient = generator.normal(y.shape)
    let parameters = op.pullbackToParameters(gradient, x: x, weightShape: weight.shape)
    let following = Following(channels: a.outputs, &generator)
    return [
      y, op.pullbackToInput(gradient, shape: a.x, weight: weight), parameters.weight, parameters.bias,
      op(x, weight: weight, bias: bias, normalizedBy: following.known),
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
