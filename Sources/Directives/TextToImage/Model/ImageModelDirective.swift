import Chapters
import Datasets
import Files
import Foundation
import Models
import Pipeline
import Text

/// `{model}`: a text-to-image model in a folder, for other blocks to use, and what it is in a table.
struct ImageModelDirective: Directive {
  var folder: String?
  var name: String?
  var embeddings: String?

  static let name = ModelBlock.given
  static let summary = "a text-to-image model from its folder: size, parameters and schedule"
  static let version = 2
  static let shows = Showing.table
  static let isRandom = false
  static let example = """
    ```{model} deep-floyd
    folder: DeepFloyd/IF-I-M-v1.0
    embeddings: prompts.safetensors
    caption: The model of this chapter.
    ```

    A folder is a path from the report's folder, or the name under which 'report models fetch' brought the model. A
    model that several chapters use has its place in report.yml, so that one line changes it for all of them:

        models:
          base: DeepFloyd/IF-I-M-v1.0
          upscaler: {folder: DeepFloyd/IF-II-M-v1.0, embeddings: prompts.safetensors}

    Then 'name: base' stands in place of 'folder' here. Results depend on the model's files and not on where they lie.

    A prompt with words that the model never saw gets a warning, wherever the model is used: words that are not in the
    file words.txt of its tokenizer, or without one, words that the tokenizer has no letters for.
    """

  /// What a run finds out about the model.
  struct Size {
    let parameters, side, timesteps: Int
  }

  static let measures: [Measure<ImageModelDirective, Size>] = [
    .value("parameters", "of the network") { .count($0.parameters) },
    .value("side", "of its images, in pixels") { .count($0.side) },
    .value("timesteps", "of its schedule") { .count($0.timesteps) },
  ]

  static var schema: Schema<Self> {
    Schema([
      .option("folder", \.folder, "the model's folder, in the layout of diffusers", isPresentation: true),
      .option("name", \.name, "its name in report.yml, in place of 'folder'", isPresentation: true),
      .option(
        "embeddings", \.embeddings,
        "a safetensors file of prompts and their embeddings, in place of the model's text encoder",
        isPresentation: true),
    ])
  }

  var contradictions: [OptionMistake] {
    switch (folder, name) {
    case (nil, nil): [OptionMistake("folder", .noFolderOrName)]
    case (_?, _?): [OptionMistake("name", .folderAndName)]
    default: []
    }
  }

  func unknownNames(of surroundings: Surroundings) -> [OptionMistake] {
    guard folder == nil, let name, surroundings.models[name] == nil else { return [] }
    return [ModelPlace.unknown(name, surroundings.models)]
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    guard let place = try? place(in: surroundings) else { return Inputs() }
    let own = try embeddings.map {
      try surroundings.file($0, option: "embeddings", name: "of embeddings")
    }
    let embeddings =
      own
      ?? place.embeddings.map {
        FileInput(option: place.option, url: $0, name: "of embeddings", remedy: "check the name")
      }
    let files = (try? ModelFolder(place.folder)).map { Self.files(of: $0, option: place.option) } ?? []
    return Inputs(files: files + (embeddings.map { [$0] } ?? []))
  }

  private func place(in surroundings: Surroundings) throws -> ModelPlace {
    try ModelPlace(folder: folder, name: name, embeddings: embeddings, in: surroundings)
  }

  private static func files(of folder: ModelFolder, option: String) -> [FileInput] {
    let fetched = FetchedModel(in: folder.url)
    return folder.parts.flatMap { part in
      let names = (try? Disk.names(in: folder.folder(of: part).path)) ?? []
      return names.filter { [".json", ".safetensors", ".model"].contains(where: $0.hasSuffix) }.sorted().map {
        let path = "\(part.rawValue)/\($0)"
        return FileInput(
          option: option, url: folder.folder(of: part).appending(path: $0), name: path,
          origin: fetched?.origin(of: path), remedy: "fetch the model again")
      }
    }
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    guard let place = examination.check("name", { try place(in: surroundings) }) else {
      return examination
    }
    let model = examination.check(place.option) { try place.model() }
    let embeddings = examination.check("embeddings") { try place.promptEmbeddings() }
    guard let model, let embeddings else { return examination }
    var words: KnownWords?
    if embeddings == nil, model.folder.has(.textEncoder) {
      words = examination.check(place.option) {
        _ = try place.encoder()  // whose tokenizer is also that of the words
        return try place.knownWords()
      }
    }
    for keys in (try? model.folder.passedOver()) ?? [] {
      examination.warn(place.option, TextToImageMistake.keysPassedOver(keys))
    }
    examination.facts = ImageModelFacts(model, at: place, embeddings, words)
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Size> {
    let place = try place(in: context.surroundings)
    let model = try place.model()
    let prompts = try place.promptEmbeddings()?.prompts.count
    let networks: [NetworkSummary]
    do throws(ModelError) { networks = try model.folder.networks() } catch {
      throw TextToImageFault.uncountedModel(error)
    }
    return BlockOutput(
      .table(Self.table(model, networks, promptCount: prompts)),
      findings: Size(
        parameters: networks.first { $0.part == .unet }?.parameters ?? 0, side: model.side,
        timesteps: model.schedule.count))
  }
}
