import Figures
import Foundation

/// The small random model of the fixtures, for reports about text-to-image models.
enum SampleModel {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "TrainingTests/Fixtures")
  private static let photos = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "DatasetsTests/Fixtures")

  private static let judge = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "NetworksTests/Fixtures/judge")

  /// Puts a model, a model without a text encoder, one of the second stage, a judge, embeddings of prompts and some
  /// photos into `report/models`.
  static func write(to scratch: Scratch) throws {
    let models = scratch.url("report/models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    let manager = FileManager.default
    let whole = fixtures.appending(path: "random-model")
    try manager.copyItem(at: whole, to: models.appending(path: "whole"))
    try manager.copyItem(at: whole, to: models.appending(path: "broken"))
    try scratch.write("no model", to: "report/models/broken/tokenizer/spiece.model")
    try manager.copyItem(
      at: fixtures.appending(path: "random-upscaler"), to: models.appending(path: "upscaler"))
    try manager.copyItem(at: judge, to: models.appending(path: "judge"))
    for part in ["unet", "scheduler"] {
      try manager.createDirectory(at: models.appending(path: "mute"), withIntermediateDirectories: true)
      try manager.copyItem(
        at: whole.appending(path: part), to: models.appending(path: "mute/\(part)"))
    }
    try manager.copyItem(
      at: fixtures.appending(path: "random-model-prompts.safetensors"),
      to: models.appending(path: "prompts.safetensors"))
    for photo in ["rgb.png", "huge.png"] {
      try manager.copyItem(at: photos.appending(path: photo), to: models.appending(path: photo))
    }
    try scratch.write("A text, and no image.\n", to: "report/models/text.png")
    try scratch.write(Data([0xff, 0xd8, 0xff]), to: "report/models/cut.jpg")
    let long = try Picture(width: 1, height: 5000, channels: 3, pixels: [UInt8](repeating: 0, count: 15_000))
    try scratch.write(long.pngData(), to: "report/models/long.png")
  }
}
