import Foundation
import Models
import Tensors
import TestSupport
import Testing

/// A model's folder from diffusers, sampled here and there (Tests/Reference/make_model_folder.py).
@Suite struct ModelFolderSampleTests {
  private static let folder = Fixtures.shared.url("random-model")

  @Test("a guided sample of 33 steps from a folder is diffusers', to 1e-3") func sample() throws {
    let record = try fixtures.decode(RecordedSample.self, "random-model.json")
    let model = try TextToImageModel(ModelFolder(Self.folder))
    let texts = try record.texts(by: model.folder)
    try record.expectSame(from: model) { _ in
      model.guided(by: texts.own, awayFrom: texts.empty, scale: record.guidance)
    }
  }

  @Test(
    "a model whose scheduler's file says that it predicts velocity is sampled so, as diffusers does, to 1e-3")
  func velocity() throws {
    let scratch = try Scratch()
    let copy = try scratch.copy(Self.folder, to: "model")
    try scratch.replace(
      "\"prediction_type\": \"epsilon\"", with: "\"prediction_type\": \"v_prediction\"",
      in: "model/scheduler/scheduler_config.json")
    let record = try fixtures.decode(RecordedSample.self, "random-velocity.json")
    let model = try TextToImageModel(ModelFolder(copy))
    let texts = try record.texts(by: model.folder)
    try record.expectSame(from: model) { _ in
      model.guided(by: texts.own, awayFrom: texts.empty, scale: record.guidance)
    }
  }

  @Test("embeddings of a folder's prompt, and of none, are transformers', to 1e-4") func texts() throws {
    struct Record: Decodable { let text: [Double] }
    let expected = try fixtures.decode(Record.self, "random-model.json").text
    let texts = try fixtures.decode(RecordedSample.self, "random-model.json").texts(
      by: ModelFolder(Self.folder))
    let found = texts.own.scalars + texts.empty.scalars
    #expect(found.count >= expected.count && !expected.isEmpty)
    #expect(zip(found, expected).allSatisfy { abs(Double($0) - $1) < 1e-4 * (1 + abs($1)) })
  }

  @Test("a guided enlargement by a folder of the second stage is diffusers', to 1e-3") func enlargement()
    throws
  {
    let record = try fixtures.decode(RecordedSample.self, "random-upscaler.json")
    let noiseLevel = try #require(record.noiseLevel)
    let model = try TextToImageModel(ModelFolder(Fixtures.shared.url("random-upscaler")))
    #expect(model.side == 32)
    let texts = try record.texts(by: ModelFolder(Self.folder))
    let waves = Tensor(shape: [1, 3, 16, 16]) { Float(sin(0.11 * $0)) }.channelsLast
    try record.expectSame(from: model) { streams in
      model.enlarging(
        waves, noiseLevel: noiseLevel, by: texts.own, awayFrom: texts.empty, scale: record.guidance,
        &streams)
    }
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
