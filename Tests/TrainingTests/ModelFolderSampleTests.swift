import Diffusion
import Foundation
import Models
import Networks
import Tensors
import Testing
import Training

/// A model's folder from diffusers, sampled here and there (Tests/Reference/make_model_folder.py).
@Suite struct ModelFolderSampleTests {
  private static let fixtures = Bundle.module.resourceURL!.appendingPathComponent("Fixtures")
  private static let folder = fixtures.appendingPathComponent("random-model")

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
    let record = try JSONDecoder().decode(
      Sample.self, from: Data(contentsOf: Self.fixtures.appendingPathComponent("random-model.json")))
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
    let record = try JSONDecoder().decode(
      Enlargement.self, from: Data(contentsOf: Self.fixtures.appendingPathComponent("random-upscaler.json")))
    let model = try TextToImageModel(ModelFolder(Self.fixtures.appendingPathComponent("random-upscaler")))
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
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("model-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: Self.fixtures.appendingPathComponent("random-upscaler"), to: copy)
    try FileManager.default.removeItem(at: copy.appendingPathComponent("image_noising_scheduler"))
    #expect {
      _ = try TextToImageModel(ModelFolder(copy))
    } throws: { "\($0)".contains("image_noising_scheduler/scheduler_config.json") }
  }

  @Test("a tensor that a model's folder lacks is named") func missingTensor() throws {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("model-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: Self.folder, to: copy)
    let config = copy.appendingPathComponent("unet/config.json")
    let text = String(decoding: try Data(contentsOf: config), as: UTF8.self)
    let deeper = text.replacing("\"layers_per_block\": 1", with: "\"layers_per_block\": 2")
    try #require(deeper != text)
    try Data(deeper.utf8).write(to: config)
    #expect {
      _ = try TextToImageModel(ModelFolder(copy))
    } throws: { "\($0)".contains("down_blocks.0.resnets.1") || "\($0)".contains("attentions.1") }
  }
}
