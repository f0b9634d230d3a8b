import Chapters
import Foundation
import Networks
import Pipeline
import Tensors
import Training

/// Where a `{model}` block found its model, for the blocks that use it.
struct ModelRecord: Codable {
  static let fileName = "model.json"

  /// As the author wrote it: the report's folder may move.
  let folder: String
  /// The same for a file of embeddings.
  let embeddings: String?

  /// Writes the record into a block's result.
  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try AtomicFile.write(encoder.encode(self), to: folder.appending(path: Self.fileName))
  }

  /// The model; every tensor's name and shape is checked.
  ///
  /// - Throws: `OptionMistake` at 'folder' for a folder that holds none, or an `EnvironmentFault`.
  func model(in surroundings: Surroundings) throws -> TextToImageModel {
    do {
      let model = try TextToImageModel(ModelFolder(surroundings.url(folder, isFolder: true)))
      try requireFirstStage(model)
      return model
    } catch let error as ModelError {
      switch error {
      case .noFolder, .noModel, .noPart:
        throw OptionMistake("folder", .invalid("\(error)", remedy: "name a folder of the diffusers layout"))
      default: throw EnvironmentFault.failed("\(error)", remedy: "report models inspect tells more")
      }
    }
  }

  /// The blocks make images of noise and a text alone.
  private func requireFirstStage(_ model: TextToImageModel) throws {
    let network = model.network.configuration
    guard network.inputChannels == 3, !network.isToldNoiseLevel, [3, 6].contains(network.outputChannels)
    else {
      let text = "the network takes \(network.inputChannels) channels and gives \(network.outputChannels)"
      throw OptionMistake(
        "folder", .invalid(text + ", expected 3 and 3 or 6", remedy: "name a model of the first stage"))
    }
  }

  /// The prompts' embeddings, if a file of them is given.
  func promptEmbeddings(in surroundings: Surroundings) throws -> PromptEmbeddings? {
    guard let embeddings else { return nil }
    do throws(CheckpointError) { return try PromptEmbeddings(surroundings.url(embeddings)) } catch {
      throw OptionMistake(
        "embeddings", .invalid("\(error)", remedy: "a file of embeddings is made by safetensors"))
    }
  }
}

extension Surroundings {
  /// A path that an author wrote: from the report's folder, or absolute.
  func url(_ path: String, isFolder: Bool = false) -> URL {
    let expanded = NSString(string: path).expandingTildeInPath
    return URL(
      filePath: expanded, directoryHint: isFolder ? .isDirectory : .notDirectory, relativeTo: reportFolder
    ).absoluteURL
  }
}
