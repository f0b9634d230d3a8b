import Checkpoints
import Files
import Foundation
import Networks
import Text

extension ModelFolder {
  /// Writes a text encoder with its tokenizer beside a network that `write` put into a folder, which is then a whole model
  /// for diffusers' pipelines.
  ///
  /// - Parameters:
  ///   - url: the folder; files that are there are replaced.
  ///   - configuration: the config.json that the encoder was made from.
  ///   - source: the model whose tokenizer it takes.
  ///   - words: what the model has seen, in place of the tokenizer's list; none for a tokenizer without a list.
  /// - Throws: the file system's error.
  public static func write(
    _ encoder: T5Encoder, to url: URL, configuration: URL, tokenizer source: ModelFolder, words: [String]?
  ) throws {
    let texts = url.appendingPathComponent(Part.textEncoder.rawValue, isDirectory: true)
    try AtomicFile.write(
      singlePrecision(RegularFile.content(of: configuration)), to: texts.appendingPathComponent("config.json")
    )
    try writeWeights(of: encoder, to: texts.appendingPathComponent(encoderWeightsName))
    for name in tokenizerFiles(of: source) where name != KnownWords.fileName {
      try copyTokenizerFile(name, of: source, to: url)
    }
    if let words {
      let list = words.joined(separator: "\n") + "\n"
      try AtomicFile.write(
        Data(list.utf8), to: url.appendingPathComponent("\(Part.tokenizer.rawValue)/\(KnownWords.fileName)"))
    }
    try writeIndex(to: url)
  }

  /// Copies a model's text encoder and tokenizer beside another network in a folder.
  ///
  /// - Throws: the file system's error.
  public static func copyTexts(of source: ModelFolder, to url: URL) throws {
    for name in ["config.json", encoderWeightsName] {
      let place = "\(Part.textEncoder.rawValue)/\(name)"
      try AtomicFile.write(
        RegularFile.content(of: source.url.appendingPathComponent(place), limit: 1 << 33),
        to: url.appendingPathComponent(place))
    }
    for name in tokenizerFiles(of: source) { try copyTokenizerFile(name, of: source, to: url) }
    try writeIndex(to: url)
  }

  /// What `write` of an encoder leaves in the folder.
  public static let writtenTextFiles = [
    "text_encoder/config.json", "text_encoder/\(encoderWeightsName)", "tokenizer/spiece.model",
  ]

  private static let encoderWeightsName = "model.safetensors"

  /// The files of a tokenizer that are there, of those that programs read.
  private static func tokenizerFiles(of source: ModelFolder) -> [String] {
    [
      "spiece.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
      KnownWords.fileName,
    ]
    .filter { !FileCause.isMissing(source.folder(of: .tokenizer).appendingPathComponent($0)) }
  }

  private static func copyTokenizerFile(_ name: String, of source: ModelFolder, to url: URL) throws {
    try AtomicFile.write(
      RegularFile.content(of: source.folder(of: .tokenizer).appendingPathComponent(name)),
      to: url.appendingPathComponent("\(Part.tokenizer.rawValue)/\(name)"))
  }

  /// An encoder's configuration that says of which type the weights are that are written beside it.
  ///
  /// The rest of the text stays as it is: transformers refuses a 1 where it has 1.0.
  private static func singlePrecision(_ file: Data) -> Data {
    let text = String(decoding: file, as: UTF8.self)
    return Data(
      text.replacing(/"(torch_dtype|dtype)"(\s*:\s*)"[^"]*"/) { "\"\($0.1)\"\($0.2)\"float32\"" }.utf8)
  }

  /// The index by which diffusers knows the parts and its pipeline for them.
  private static func writeIndex(to url: URL) throws {
    let absent = JSONValue.list([.null, .null])
    let isSecond = !FileCause.isMissing(url.appendingPathComponent(Part.imageNoisingScheduler.rawValue))
    func part(_ library: String, _ name: String) -> JSONValue { .list([.string(library), .string(name)]) }
    var keys: [String: JSONValue] = [
      "_class_name": .string(isSecond ? "IFSuperResolutionPipeline" : "IFPipeline"),
      "feature_extractor": absent, "safety_checker": absent, "watermarker": absent,
      "requires_safety_checker": .bool(false), "scheduler": part("diffusers", "DDPMScheduler"),
      "text_encoder": part("transformers", "T5EncoderModel"),
      "tokenizer": part("transformers", "T5Tokenizer"),
      "unet": part("diffusers", "UNet2DConditionModel"),
    ]
    if isSecond { keys["image_noising_scheduler"] = part("diffusers", "DDPMScheduler") }
    try AtomicFile.write(encoded(keys), to: url.appendingPathComponent("model_index.json"))
  }

  private static func encoded(_ keys: [String: JSONValue]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(keys)
  }
}
