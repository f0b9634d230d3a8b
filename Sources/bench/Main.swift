import Foundation

/// Times the engine's kernels, the MNIST UNet and a text-to-image UNet.
///
///     bench [--json] [--list] [NAME...]
///
/// A name is a case's name or the beginning of several ("convolution 28x28", "network"); without one all run.
/// `--json` prints one object a line, `--list` the names alone. `scripts/bench` runs the same cases in PyTorch
/// beside these.
@main struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let names = arguments.filter { !$0.hasPrefix("-") }
    guard arguments.allSatisfy({ names.contains($0) || ["--json", "--list"].contains($0) }) else {
      return print("usage: bench [--json] [--list] [NAME...]\n\nA name may be the beginning of several.")
    }
    let asJSON = arguments.contains("--json")
    let all: [any BenchmarkCase] =
      ConvolutionCase.all + NetworkCase.all + SamplingCase.all + AttentionCase.all
      + TokenAttentionCase.all + BiasedAttentionCase.all + GroupNormalizationCase.all
      + TokenNormalizationCase.all
      + TextToImageCase.all + SketchbookCase.all
    let exact = all.filter { names.contains($0.name) }
    let begun = all.filter { item in names.isEmpty || names.contains { item.name.hasPrefix($0) } }
    if arguments.contains("--list") { return all.forEach { print($0.name) } }
    for item in exact.isEmpty ? begun : exact {
      let result = try item.run()
      print(asJSON ? try result.json : result.text)
    }
  }
}
