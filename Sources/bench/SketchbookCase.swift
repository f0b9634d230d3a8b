import Foundation
import Networks
import Tensors

/// A guided step of the report's own text-to-image model: both halves of the guidance are one batch.
struct SketchbookCase: BenchmarkCase {
  /// Where the network's settings are, from the repository's root.
  private static let settings = "report/models/sketchbook/base/unet/config.json"
  let pictures: Int
  var runs = 9

  var name: String { "sketchbook step \(pictures) pictures" }

  static let all = [SketchbookCase(pictures: 16)]

  func run() throws -> BenchmarkResult {
    let json = try Data(contentsOf: URL(fileURLWithPath: Self.settings))
    let configuration = try TextToImageConfiguration(json: json, path: Self.settings)
    var generator = TorchGenerator(seed: 0)
    let network = try TextToImageUNet(
      configuration, from: EvenWeights(of: configuration), path: name, residency: .single)
    let batch = 2 * pictures
    let x = generator.normal([batch, 32, 32, configuration.inputChannels])
    let text = generator.normal([batch, 77, configuration.textWidth])
    let timesteps = [Float](repeating: 500, count: batch)
    let step = Stopwatch.median(of: runs) { _ = network(x, timesteps: timesteps, text: text) }
    return BenchmarkResult(name: name, values: ["step ms": step, "peak MB": PeakMemory.megabytes])
  }
}
