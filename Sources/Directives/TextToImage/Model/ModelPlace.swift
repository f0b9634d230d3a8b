import Chapters
import Checkpoints
import Foundation
import Models
import Networks
import Pipeline
import Text
import Training

/// Where a `{model}` block finds its model: in the folder that it says, or in one that `report.yml` has a name for.
struct ModelPlace: Sendable {
  /// The model's folder.
  let folder: URL
  /// A file of prompts' embeddings, if one is given.
  let embeddings: URL?
  /// The model of `report.yml`, if the block names one.
  private let named: NamedModels.Model?
  /// Whether the embeddings are those of `report.yml`.
  private let takesNamedEmbeddings: Bool

  /// - Throws: `OptionMistake` for a name that `report.yml` does not have.
  init(_ options: ImageModelDirective.Options, in surroundings: Surroundings) throws {
    named = try self.name.map { name in
      guard let model = surroundings.models[name] else {
        throw OptionMistake("name", Self.unknown(name, surroundings.models))
      }
      return model
    }
    takesNamedEmbeddings = self.embeddings == nil
    folder = surroundings.modelFolder(named?.folder ?? self.folder ?? "")
    embeddings = (self.embeddings ?? named?.embeddings).map { surroundings.url($0) }
  }

  /// The option of the block that leads to the folder.
  var option: String { named == nil ? "folder" : "name" }

  /// The model; every tensor's name and shape is checked.
  ///
  /// - Throws: a mistake for a folder that holds none, or an `EnvironmentFault`.
  func model() throws -> TextToImageModel {
    do throws(ModelError) { return try TextToImageModel(ModelFolder(folder)) } catch {
      switch error {
      case .noFolder, .noModel, .noPart: throw mistake("\(error)", "name a folder of the diffusers layout")
      default: throw EnvironmentFault.failed("\(error)", remedy: "report models verify and inspect tell more")
      }
    }
  }

  /// The model's text encoder with its tokenizer; every tensor's name and shape is checked.
  func encoder() throws -> PromptEncoder {
    do throws(ModelError) { return try PromptEncoder(ModelFolder(folder)) } catch {
      throw EnvironmentFault.failed("\(error)", remedy: "report models verify and inspect tell more")
    }
  }

  /// The words that the model's texts were made of.
  func knownWords() throws -> KnownWords {
    do throws(ModelError) { return try ModelFolder(folder).knownWords() } catch {
      throw EnvironmentFault.failed("\(error)", remedy: "report models verify and inspect tell more")
    }
  }

  /// The prompts' embeddings, if a file of them is given.
  func promptEmbeddings() throws -> PromptEmbeddings? {
    guard let embeddings else { return nil }
    do throws(CheckpointError) { return try PromptEmbeddings(embeddings) } catch {
      let mistake = Mistake.invalid("\(error)", remedy: "a file of embeddings is made by safetensors")
      guard takesNamedEmbeddings, let named else { throw OptionMistake("embeddings", mistake) }
      throw Diagnostic(mistake, at: named.embeddingsSpan, in: "models")
    }
  }

  /// A mistake where the author wrote the folder.
  private func mistake(_ text: String, _ remedy: String) -> any Error {
    let mistake = Mistake.invalid(text, remedy: remedy)
    guard let named else { return OptionMistake("folder", mistake) }
    return Diagnostic(mistake, at: named.folderSpan, in: "models")
  }

  /// That `report.yml` has no such model, and which it has.
  static func unknown(_ name: String, _ models: NamedModels) -> Mistake {
    let known = models.all.map(\.name)
    guard !known.isEmpty else {
      let remedy = "add the lines 'models:' and '  \(name): FOLDER' to it, or give 'folder'"
      return .invalid("report.yml names no models", remedy: remedy)
    }
    let near = Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return .invalid(
      "report.yml names no model '\(name)'", remedy: near + "(models: \(known.joined(separator: ", ")))")
  }
}

extension Surroundings {
  /// A model's folder by its path, or by the name under which it was fetched.
  fileprivate func modelFolder(_ path: String) -> URL {
    let own = url(path, isFolder: true)
    let fetched = modelsFolder.appending(path: path, directoryHint: .isDirectory)
    let isFetched = [own, fetched].map { FileManager.default.fileExists(atPath: $0.path) } == [false, true]
    return isFetched ? fetched : own
  }
}
