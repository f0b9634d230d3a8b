import Foundation

/// Times the engine's kernels and the MNIST UNet.
///
///     bench [--json] [NAME...]
///
/// A name is the beginning of a case's name ("convolution 28x28", "network D=64"); without one all cases run.
/// `--json` prints one object a line. `scripts/bench` runs the same cases in PyTorch beside these.
@main struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let names = arguments.filter { !$0.hasPrefix("--") }
    let asJSON = arguments.contains("--json")
    let all: [any BenchmarkCase] = ConvolutionCase.all + NetworkCase.all
    for item in all where names.isEmpty || names.contains(where: item.name.hasPrefix) {
      let result = try item.run()
      print(asJSON ? try result.json : result.text)
    }
  }
}
