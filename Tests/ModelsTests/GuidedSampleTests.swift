import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing

/// The family's pipeline against diffusers' own loop (Tests/Reference/make_text_to_image.py).
@Suite struct GuidedSampleTests {
  @Test("a guided sample of 34 steps is diffusers', to 1e-3") func sample() throws {
    let record = try #require(
      JSONSerialization.jsonObject(with: fixtures.data("text_to_image_sample.json")) as? [String: Any])
    let (sums, final) = (
      try #require(record["sums"] as? [Double]), try #require(record["final"] as? [Double])
    )
    let json = try JSONSerialization.data(withJSONObject: try #require(record["config"]))
    let configuration = try TextToImageConfiguration(json: json, path: "config.json")
    let network = try TextToImageUNet(configuration, from: FormulaWeights(of: configuration), path: "formula")
    let guided = GuidedNoise(
      TextToImagePredictor(network), text: Tensor(shape: [1, 5, 32]) { Float(cos(0.05 * $0)) },
      negative: Tensor(shape: [1, 5, 32]) { Float(sin(0.07 * $0)) }, scale: 7)
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
