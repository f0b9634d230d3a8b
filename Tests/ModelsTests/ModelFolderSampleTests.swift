import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing

/// A model's folder from diffusers, sampled here and there (Tests/Reference/make_model_folder.py).
@Suite struct ModelFolderSampleTests {
  private static let folder = Fixtures.shared.url("random-model")

  private struct Sample: Decodable {
    let prompt: String
    let guidance: Double
    let steps: Int
    let seed: UInt64
    let text: [Double]
    let sums: [Double]
    let final: [Double]
  }

  @Test("a guided sample of 33 steps from a folder is diffusers', to 1e-3") func sample() throws {
    let record = try fixtures.decode(Sample.self, "random-model.json")
    let model = try TextToImageModel(ModelFolder(Self.folder))
    let texts = try PromptEncoder(model.folder).embeddings(of: [record.prompt, ""])
    #expect(zip(texts.scalars, record.text).allSatisfy { abs(Double($0) - $1) < 1e-4 * (1 + abs($1)) })
    let guided = model.guided(
      by: texts.gathering([0]), awayFrom: texts.gathering([1]), scale: record.guidance)
    var generator = TorchGenerator(seed: record.seed)
    let start = generator.normalImages([1, model.side, model.side, 3])
    let method = DDPM(
      model.schedule, steps: Timesteps.leading(record.steps), variance: model.variance,
      thresholding: model.thresholding, streams: ImageStreams(generator))
    let states = Array(Denoising(method, guided, from: start))
    #expect(states.count == record.sums.count + 1)
    for (state, sum) in zip(states.dropFirst(), record.sums) {
      let found = state.x.scalars.reduce(0) { $0 + Double($1) }
      #expect(abs(found - sum) < 1e-3 * (10 + abs(sum)), "index \(state.index): \(found), not \(sum)")
    }
    let image = try #require(states.last).x.channelsFirst.scalars
    #expect(image.count == record.final.count)
    let difference = zip(image, record.final).map { abs(Double($0) - $1) }.max() ?? 1
    #expect(difference < 1e-3)
  }

  private struct Enlargement: Decodable {
    let prompt: String
    let guidance: Double
    let steps: Int
    let seed: UInt64
    let noiseLevel: Int
    let sums: [Double]
    let final: [Double]
  }

  @Test("a guided enlargement by a folder of the second stage is diffusers', to 1e-3") func enlargement()
    throws
  {
    let record = try fixtures.decode(Enlargement.self, "random-upscaler.json")
    let model = try TextToImageModel(ModelFolder(Fixtures.shared.url("random-upscaler")))
    let texts = try PromptEncoder(ModelFolder(Self.folder)).embeddings(of: [record.prompt, ""])
    let waves = Tensor(shape: [1, 3, 16, 16], scalars: (0..<768).map { Float(sin(0.11 * Double($0))) })
    var generator = TorchGenerator(seed: record.seed)
    let start = generator.normalImages([1, model.side, model.side, 3])
    let guided = model.enlarging(
      waves.channelsLast, noiseLevel: record.noiseLevel, by: texts.gathering([0]),
      awayFrom: texts.gathering([1]), scale: record.guidance, &generator)
    let method = DDPM(
      model.schedule, steps: Timesteps.leading(record.steps), variance: model.variance,
      thresholding: model.thresholding, streams: ImageStreams(generator))
    let states = Array(Denoising(method, guided, from: start))
    #expect(model.side == 32 && states.count == record.sums.count + 1)
    for (state, sum) in zip(states.dropFirst(), record.sums) {
      let found = state.x.scalars.reduce(0) { $0 + Double($1) }
      #expect(abs(found - sum) < 1e-3 * (10 + abs(sum)), "index \(state.index): \(found), not \(sum)")
    }
    let image = try #require(states.last).x.channelsFirst.scalars
    #expect(image.count == record.final.count)
    #expect((zip(image, record.final).map { abs(Double($0) - $1) }.max() ?? 1) < 1e-3)
  }

  @Test("a folder of the second stage without the noise of its small image is named") func noNoising() throws
  {
    let scratch = try Scratch()
    let copy = try scratch.copy(Fixtures.shared.url("random-upscaler"), to: "model")
    try scratch.remove("model/image_noising_scheduler")
    #expect {
      _ = try TextToImageModel(ModelFolder(copy))
    } throws: { "\($0)".contains("image_noising_scheduler/scheduler_config.json") }
  }

  @Test("a tensor that a model's folder lacks is named") func missingTensor() throws {
    let scratch = try Scratch()
    let copy = try scratch.copy(Self.folder, to: "model")
    try scratch.replace(
      "\"layers_per_block\": 1", with: "\"layers_per_block\": 2", in: "model/unet/config.json")
    #expect {
      _ = try TextToImageModel(ModelFolder(copy))
    } throws: { "\($0)".contains("down_blocks.0.resnets.1") || "\($0)".contains("attentions.1") }
  }
}
