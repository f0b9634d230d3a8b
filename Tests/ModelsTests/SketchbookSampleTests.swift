import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing

/// The shipped model, sampled here and by diffusers' pipeline (Tests/Reference/make_sketchbook_sample.py).
@Suite struct SketchbookSampleTests {
  private struct Sample: Decodable {
    let prompt: String
    let guidance: Double
    let steps: Int
    let seed: UInt64
    let image: [Double]
  }

  @Test("a guided sample of the sketchbook is that of diffusers' pipeline, to 1e-3") func sample() throws {
    let record = try fixtures.decode(Sample.self, "sketchbook-sample.json")
    let model = try TextToImageModel(ModelFolder(Checkout.sketchbook.appending(path: "base")))
    let texts = try PromptEncoder(model.folder).embeddings(of: [record.prompt, ""])
    let guided = model.guided(
      by: texts.gathering([0]), awayFrom: texts.gathering([1]), scale: record.guidance)
    var generator = TorchGenerator(seed: record.seed)
    let start = generator.normalImages([1, model.side, model.side, 3])
    let method = DDPM(
      model.schedule, steps: Timesteps.leading(record.steps), variance: model.variance,
      thresholding: model.thresholding, streams: ImageStreams(generator))
    let states = Array(Denoising(method, guided, from: start))
    let image = try #require(states.last).x.channelsFirst.scalars.map { Double(min(1, max(-1, $0))) }
    #expect(image.count == record.image.count)
    #expect((zip(image, record.image).map { abs($0 - $1) }.max() ?? 2) < 1e-3)
  }
}
