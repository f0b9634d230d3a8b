import Figures
import Foundation
import TestSupport

/// The small random models of the fixtures, for reports about text-to-image models.
enum SampleModel {
  /// Puts a model, a model without a text encoder, one of the second stage, one with an encoder, a judge, embeddings of prompts and some
  /// photos into `report/models`.
  static func write(to scratch: Scratch) throws {
    for (name, source) in [
      ("whole", "random-model"), ("broken", "random-model"), ("mute/unet", "random-model/unet"),
      ("mute/scheduler", "random-model/scheduler"), ("upscaler", "random-upscaler"), ("judge", "judge"),
      ("prompts.safetensors", "random-model-prompts.safetensors"), ("rgb.png", "pictures/rgb.png"),
      ("huge.png", "pictures/huge.png"), ("taught", "random-upscaler"),
      ("taught/text_encoder", "random-model/text_encoder"), ("taught/tokenizer", "random-model/tokenizer"),
    ] {
      try scratch.copy(Fixtures.shared.url(source), to: "report/models/\(name)")
    }
    try scratch.write(odd, to: "report/models/odd.json")
    try scratch.write("no model", to: "report/models/broken/tokenizer/spiece.model")
    try scratch.write("A text, and no image.\n", to: "report/models/text.png")
    try scratch.write([0xff, 0xd8, 0xff], to: "report/models/cut.jpg")
    try scratch.write(SamplePictures.long, to: "report/models/long.png")
  }

  /// A network of another side and another width of texts.
  private static var odd: String {
    get throws {
      try String(contentsOf: Fixtures.shared.url("random-model/unet/config.json"), encoding: .utf8)
        .replacing("\"sample_size\": 16", with: "\"sample_size\": 12")
        .replacing("\"encoder_hid_dim\": 24", with: "\"encoder_hid_dim\": 32")
    }
  }
}
