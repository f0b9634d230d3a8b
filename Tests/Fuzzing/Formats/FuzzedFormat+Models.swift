import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import TestSupport
import Text

extension FuzzedFormat {
  /// The files of a text-to-image model.
  static let models = [
    FuzzedFormat("safetensors", useWeights, useEmbeddings),
    FuzzedFormat("spiece-model", useTokenizer),
    FuzzedFormat(
      "configuration", prepare: writeModels, verify("unet/config.json"), verify("text_encoder/config.json"),
      verify("model_index.json"), verify("unet/model.safetensors.index.json"), useScheduler, useJudge),
  ]

  private static let useWeights: Use = { bytes, folder in
    let file = try SafetensorsFile(folder.write(bytes, to: "weights.safetensors"))
    for name in file.names {
      let shape = file.shape(of: name) ?? []
      guard file.elementType(of: name) != "I64" else {
        _ = try file.integers(named: name)
        continue
      }
      _ = try file.tensor(named: name, shape: shape)
      // A network asks for matrices and kernels only.
      if [2, 4].contains(shape.count) { _ = try file.halfKernel(named: name, shape: shape) }
    }
    _ = file.checksum
  }

  private static let useEmbeddings: Use = { bytes, folder in
    let file = try PromptEmbeddings(folder.write(bytes, to: "prompts.safetensors"))
    _ = try? file.shape(of: "a prompt")
    for prompt in file.prompts { _ = try file[prompt] }
  }

  private static let useTokenizer: Use = { bytes, folder in
    let tokenizer = try PromptTokenizer(folder.write(bytes, to: "spiece.model"))
    for prompt in ["", " a  Photo\tof <extra_id_1> \u{fb01}e\u{301}", "\u{1F600}\u{3000}xx \u{0}\u{2581}a"] {
      _ = tokenizer.tokens(prompt, length: 8)
    }
    _ = KnownWords(spelledBy: tokenizer).strangers(in: "a photo")
  }

  /// Bytes as one of a model's files, in a model without other parts that could be wrong before.
  private static func verify(_ path: String) -> Use {
    { bytes, folder in
      let model = folder.url(modelFolder(path))
      try folder.write(bytes, to: "\(modelFolder(path))/\(path)")
      try ModelFolder(model).verify()
    }
  }

  private static func modelFolder(_ path: String) -> String { path.replacing("/", with: "-") }

  private static let useScheduler: Use = { bytes, folder in
    let file = try folder.write(bytes, to: "scheduler_config.json")
    let configuration = try SchedulerConfiguration(file)
    _ = NoiseSchedule(configuration)
    _ = Thresholding(configuration.thresholding)
  }

  private static let useJudge: Use = { bytes, folder in
    try folder.write(bytes, to: "judge/config.json")
    _ = try PictureJudge.check(folder.url("judge"))
  }

  /// Weights without a tensor: eight bytes of the header's length, and the header.
  private static let noWeights = Data([2, 0, 0, 0, 0, 0, 0, 0]) + Data("{}".utf8)

  @Sendable private static func writeModels(to folder: Scratch) throws {
    try folder.write(noWeights, to: "judge/model.safetensors")
    try folder.write(noWeights, to: "unet-config.json/unet/model.safetensors")
    try folder.write(noWeights, to: "text_encoder-config.json/text_encoder/model.safetensors")
    for path in ["model_index.json", "unet/model.safetensors.index.json"] {
      try folder.write(NetworkConfigurations.tiny, to: "\(modelFolder(path))/unet/config.json")
    }
    try folder.write(noWeights, to: "model_index.json/unet/model.safetensors")
    try folder.write(noWeights, to: "unet-model.safetensors.index.json/unet/other.safetensors")
  }
}
