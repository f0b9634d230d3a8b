import Checkpoints
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing

@Suite("model folders") struct ModelFolderTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private struct Schedulers: Decodable {
    let configs: [String: String]
  }

  private static let textConfiguration = T5Configuration(
    vocabulary: 1104, width: 16, depth: 2, heads: 2, headWidth: 8, innerWidth: 24)

  /// A model with a full-size network of zeros, a small drawn encoder and a tokenizer.
  private func writeModel() throws {
    try folder.write(NetworkConfigurations.stageOne, to: "unet/config.json")
    try SparseFile.write(
      Fixtures.shared.shapes("keys/if_i_xl_keys.txt"), type: "F16", bytesPerElement: 2,
      to: folder.url("unet/diffusion_pytorch_model.fp16.safetensors"))
    try folder.write(
      #"""
      {"model_type": "t5", "feed_forward_proj": "gated-gelu", "vocab_size": 1104, "d_model": 16, "num_layers": 2,
       "num_heads": 2, "d_kv": 8, "d_ff": 24, "architectures": ["T5EncoderModel"], "torch_dtype": "float16"}
      """#, to: "text_encoder/config.json")
    var generator = TorchGenerator(seed: 4)
    try T5Encoder(Self.textConfiguration, &generator)
      .save(to: folder.url("text_encoder/model.safetensors"))
    let configs = try fixtures.decode(Schedulers.self, "schedulers_of_models.json").configs
    try folder.write(configs["stage_one"] ?? "", to: "scheduler/scheduler_config.json")
    try folder.copy(Fixtures.shared.url("tokenizer_nfkc.model"), to: "tokenizer/spiece.model")
  }

  @Test("a folder in the layout of diffusers is a model: its parts are found and fit together") func whole()
    throws
  {
    try writeModel()
    let model = try ModelFolder(folder.root)
    #expect(model.parts == [.unet, .textEncoder, .tokenizer, .scheduler])
    try model.verify()
    let tokens = try model.tokenizer().tokens("a photo of a dog")
    let embedding = try model.textEncoder().embeddings([tokens])
    #expect(embedding.shape == [1, 77, 16])
    #expect(embedding.withUnsafeScalars { $0.allSatisfy(\.isFinite) })
    let encoder = try PromptEncoder(model)
    let both = try encoder.embeddings(of: [" A photo of a DOG", ""])
    #expect(both.shape == [2, 77, 16])
    #expect(zip(both.scalars, embedding.scalars).allSatisfy { abs($0 - $1) < 1e-5 * (1 + abs($1)) })
  }

  private struct Expected: Decodable {
    struct Prompt: Decodable {
      let prompt: String
      let embedding: [Double]
    }
    let prompts: [Prompt]
  }

  @Test("an encoder that transformers saved in 16 bits and several files embeds prompts as it does, to 1e-4")
  func saved() throws {
    for name in ["text_encoder", "expected.json"] {
      try folder.copy(fixtures.url("encoder/\(name)"), to: name)
    }
    try folder.copy(Fixtures.shared.url("tokenizer_nfkc.model"), to: "tokenizer/spiece.model")
    let model = try ModelFolder(folder.root)
    #expect(try model.weights(of: .textEncoder).files.count > 1)
    #expect(try model.networks()[0].elementTypes.keys.sorted() == ["F16"])
    let prompts = try fixtures.decode(Expected.self, "encoder/expected.json").prompts
    let found = try PromptEncoder(model).embeddings(of: prompts.map(\.prompt), cleaning: false)
    for (index, prompt) in prompts.enumerated() {
      let own = found.gathering([index]).scalars
      let kept = stride(from: 0, to: own.count, by: 7).map { Double(own[$0]) }
      let differences = zip(kept, prompt.embedding).map { abs($0 - $1) / (1 + abs($1)) }
      #expect(
        kept.count == prompt.embedding.count && differences.allSatisfy { $0 < 1e-4 }, "\(prompt.prompt)")
    }
  }

  @Test("a full-size folder of the second stage is whole, and without the noise of its small image it is not")
  func secondStage() throws {
    try folder.write(NetworkConfigurations.stageTwo, to: "unet/config.json")
    var shapes = try Fixtures.shared.shapes("keys/if_ii_l_keys.txt")
    let weights = folder.url("unet/diffusion_pytorch_model.safetensors")
    try SparseFile.write(shapes, type: "F16", bytesPerElement: 2, to: weights)
    let configs = try fixtures.decode(Schedulers.self, "schedulers_of_models.json").configs
    try folder.write(configs["stage_two"] ?? "", to: "scheduler/scheduler_config.json")
    let model = try ModelFolder(folder.root)
    let noise = model.settings(of: .imageNoisingScheduler)
    #expect(throws: ModelError.noPart(.imageNoisingScheduler, path: noise.path)) { try model.verify() }
    try folder.write(configs["stage_two"] ?? "", to: "image_noising_scheduler/scheduler_config.json")
    try model.verify()
    let last = shapes.removeLast()
    try SparseFile.write(shapes, type: "F16", bytesPerElement: 2, to: weights)
    let error = CheckpointError(file: weights.path, .missing(name: last.name))
    #expect(throws: ModelError.checkpoint(error)) { try model.verify() }
  }

  @Test("an inspection counts parameters, bytes and work without reading a weight") func inspection() throws {
    try writeModel()
    let networks = try ModelFolder(folder.root).networks()
    #expect(networks.map(\.part) == [.unet, .textEncoder])
    #expect(networks[0].parameters == 4_304_695_110 && networks[0].byteCount == 2 * 4_304_695_110)
    #expect(networks[0].elementTypes == ["F16": 4_304_695_110])
    #expect(networks[1].parameters == Self.textConfiguration.parameterCount)
    // Two operations for each weight and token, but for the tables.
    let tables = 1104 * 16 + 32 * 2
    let scales = 5 * 16
    let weights = Self.textConfiguration.parameterCount - tables - scales
    #expect(networks[1].operations == Double(2 * 77 * weights))
    // A block's float32 and one matrix twice, against 8.6 GB on the disk and its largest kernel twice.
    #expect(networks[1].memory < 4 * Self.textConfiguration.parameterCount + 8 * 1104 * 16)
    #expect(networks[0].memory > networks[0].byteCount && networks[0].memory < 10_000_000_000)
    // A 3x3 convolution of 64 x 64 pixels, and so on down to 8 x 8.
    let operations = try #require(networks[0].operations)
    #expect(operations > 1e12 && operations < 1e13)
  }

  @Test("a part that is missing, and one that does not fit, is an error that names the file") func missing()
    throws
  {
    #expect(throws: ModelError.noModel(path: folder.root.path)) { try ModelFolder(folder.root) }
    let none = folder.url("none")
    #expect(throws: ModelError.noFolder(path: none.path)) { try ModelFolder(none) }
    try writeModel()
    let model = try ModelFolder(folder.root)
    let scheduler = model.settings(of: .scheduler)
    try FileManager.default.removeItem(at: scheduler)
    #expect(throws: ModelError.noPart(.scheduler, path: scheduler.path)) { try model.verify() }
    try folder.write(#"{"extra_ids": 105}"#, to: "tokenizer/tokenizer_config.json")
    let path = model.settings(of: .tokenizer).path
    #expect(throws: ModelError.vocabulary(path: path, tokenizer: 1105, encoder: 1104)) { try model.verify() }
    try FileManager.default.removeItem(at: model.folder(of: .tokenizer))
    #expect(throws: ModelError.noPart(.tokenizer, path: path)) { try model.tokenizer() }
    let weights = model.folder(of: .textEncoder).appendingPathComponent("model.safetensors")
    try Data("nothing".utf8).write(to: weights)
    let error = #expect(throws: ModelError.self) { try model.textEncoder() }
    #expect(error.map { "\($0)".hasPrefix(weights.path) } == true)
  }

  @Test("a left-over weight of the encoder is an error that names it") func leftOver() throws {
    try writeModel()
    var generator = TorchGenerator(seed: 4)
    var writer = SafetensorsWriter()
    T5Encoder(Self.textConfiguration, &generator).addState(to: &writer)
    writer.add(Tensor(repeating: 0, shape: [1104, 16]), named: "encoder.embed_tokens.weight")
    writer.add(Tensor(repeating: 0, shape: [1]), named: "lm_head.weight")
    let url = folder.url("text_encoder/model.safetensors")
    try writer.write(to: url)
    let reason = CheckpointError(file: url.path, .unexpected(name: "lm_head.weight"))
    #expect(throws: ModelError.checkpoint(reason)) { try ModelFolder(folder.root).textEncoder() }
  }

  @Test("what diffusers writes about a scheduler is understood") func schedulers() throws {
    let configs = try fixtures.decode(Schedulers.self, "schedulers_of_models.json").configs
    func read(_ name: String) throws -> SchedulerConfiguration {
      try folder.write(configs[name] ?? "", to: "scheduler_config.json")
      return try SchedulerConfiguration(folder.url("scheduler_config.json"))
    }
    let first = try read("stage_one")
    #expect(first.timesteps == 1000 && first.betas == .squaredCosine && first.prediction == .noise)
    #expect(first.variance == .learned && first.thresholding == .dynamic(ratio: 0.95, maximum: 1.5))
    #expect(first.spacing == .leading && first.offset == 0)
    #expect(try read("stage_two").thresholding == .dynamic(ratio: 0.95, maximum: 1))
    let noising = try read("noising")
    #expect(noising.variance == .small && noising.thresholding == .clipped(bound: 1))
    #expect(try read("plain").betas == .linear(first: 1e-4, last: 0.02))
    let implicit = try read("implicit")
    #expect(implicit.prediction == .velocity && implicit.spacing == .trailing && implicit.offset == 1)
    #expect(implicit.thresholding == .none)
  }

  @Test(
    "a scheduler that is not implemented is an error that names the key",
    arguments: [
      (#"{"_class_name": "EulerDiscreteScheduler"}"#, "_class_name"),
      (#"{"beta_schedule": "sigmoid"}"#, "beta_schedule"),
      (#"{"prediction_type": "sample"}"#, "prediction_type"),
      (#"{"variance_type": "learned"}"#, "variance_type"),
      (#"{"trained_betas": [0.1]}"#, "trained_betas"),
      (#"{"rescale_betas_zero_snr": true}"#, "rescale_betas_zero_snr"),
      (#"{"beta_end": 1}"#, "beta_end"), (#"{"beta_start": "x"}"#, "beta_start"),
      (#"{"num_train_timesteps": 0}"#, "num_train_timesteps"), (#"{"thresholding": "yes"}"#, "thresholding"),
    ]) func wrongScheduler(text: String, key: String) throws
  {
    try folder.write(text, to: "scheduler_config.json")
    let error = #expect(throws: SettingsError.self) {
      try SchedulerConfiguration(folder.url("scheduler_config.json"))
    }
    #expect(error.map { "\($0)".contains("'\(key)'") } == true)
  }
}
