import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import Tensors
import Testing
import Training

/// The family's pipeline against diffusers' own loop (Tests/Reference/make_text_to_image.py).
@Suite struct GuidedSampleTests {
  /// Key number i in alphabetical order has w[n] = 0.08 sin(0.37 n + i), plus 1 in one-dimensional *.weight tensors.
  private struct FormulaWeights: WeightSource {
    let names: [String]

    func tensor(named name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
      let index = Double(names.firstIndex(of: name) ?? 0)
      let start: Float = shape.count == 1 && name.hasSuffix(".weight") ? 1 : 0
      return formula(shape) { Float(0.08 * sin(0.37 * $0 + index)) + start }
    }
  }

  private static func formula(_ shape: [Int], _ function: (Double) -> Float) -> Tensor {
    Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map { function(Double($0)) })
  }

  @Test("a guided sample of 34 steps is diffusers', to 1e-3") func sample() throws {
    let url = Bundle.module.resourceURL!.appendingPathComponent("Fixtures/text_to_image_sample.json")
    let record = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let (sums, final) = (
      try #require(record["sums"] as? [Double]), try #require(record["final"] as? [Double])
    )
    let json = try JSONSerialization.data(withJSONObject: try #require(record["config"]))
    let configuration = try TextToImageConfiguration(json: json, path: "config.json")
    let names = TextToImageUNet.weightShapes(of: configuration).map(\.name).sorted()
    let network = try TextToImageUNet(configuration, from: FormulaWeights(names: names), path: "formula")
    let guided = GuidedNoise(
      TextToImagePredictor(network), text: Self.formula([1, 5, 32]) { Float(cos(0.05 * $0)) },
      negative: Self.formula([1, 5, 32]) { Float(sin(0.07 * $0)) }, scale: 7)
    var generator = TorchGenerator(seed: 5)
    let start = generator.normalImages([1, 16, 16, 3])
    let method = DDPM(
      .squaredCosine(), steps: Timesteps.strided(from: 990, by: 30),
      thresholding: .dynamic(ratio: 0.95, maximum: 1.5), streams: ImageStreams(generator))
    let states = Array(Denoising(method, guided, from: start))
    #expect(states.count == sums.count + 1)
    for (state, sum) in zip(states.dropFirst(), sums) {
      let found = state.x.scalars.reduce(0) { $0 + Double($1) }
      #expect(abs(found - sum) < 1e-3 * (10 + abs(sum)), "index \(state.index): \(found), not \(sum)")
    }
    let image = states.last!.x.channelsFirst.scalars
    #expect(zip(image, final).allSatisfy { abs(Double($0) - $1) < 1e-3 })
  }
}
