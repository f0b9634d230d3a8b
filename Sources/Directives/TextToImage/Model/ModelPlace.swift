import Chapters
import Checkpoints
import Files
import Foundation
import Models
import Pipeline
import SharedDirectives
import Text

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

  /// The place that a block's options name.
  ///
  /// - Throws: `OptionMistake` for a name that `report.yml` does not have.
  init(folder: String?, name: String?, embeddings: String?, in surroundings: Surroundings) throws {
    named = try name.map { name in
      guard let model = surroundings.models[name] else { throw Self.unknown(name, surroundings.models) }
      return model
    }
    takesNamedEmbeddings = embeddings == nil
    self.folder = surroundings.modelFolder(named?.folder ?? folder ?? "")
    self.embeddings = (embeddings ?? named?.embeddings).map { surroundings.url($0) }
  }

  /// The option of the block that leads to the folder.
  var option: String { named == nil ? "folder" : "name" }

  /// The model; every tensor's name and shape is checked.
  ///
  /// - Throws: a mistake for a folder that holds none, or a `TextToImageFault`.
  func model() throws -> TextToImageModel {
    do throws(ModelError) { return try TextToImageModel(ModelFolder(folder)) } catch {
      switch error {
      case .noFolder, .noModel, .noPart: throw located(.noModel(error), "folder", named?.folderSpan)
      default: throw TextToImageFault.unusableModel(error)
      }
    }
  }

  /// The model's text encoder with its tokenizer; every tensor's name and shape is checked.
  ///
  /// - Throws: a `TextToImageFault`.
  func encoder() throws -> PromptEncoder {
    do throws(ModelError) { return try PromptEncoder(ModelFolder(folder)) } catch {
      throw TextToImageFault.unusableModel(error)
    }
  }

  /// The words that the model's texts were made of.
  ///
  /// - Throws: a `TextToImageFault`.
  func knownWords() throws -> KnownWords {
    do throws(ModelError) { return try ModelFolder(folder).knownWords() } catch {
      throw TextToImageFault.unusableModel(error)
    }
  }

  /// The prompts' embeddings, if a file of them is given.
  ///
  /// - Throws: a mistake for a file that cannot be used.
  func promptEmbeddings() throws -> PromptEmbeddings? {
    guard let embeddings else { return nil }
    do throws(CheckpointError) { return try PromptEmbeddings(embeddings) } catch {
      throw located(.embeddings(error), "embeddings", takesNamedEmbeddings ? named?.embeddingsSpan : nil)
    }
  }

  /// A mistake where the author wrote what is wrong: in `report.yml`, or at the block's option.
  private func located(
    _ mistake: TextToImageMistake, _ option: String, _ span: SourceSpan?
  ) -> any Error {
    span.map { Diagnostic(mistake as any Complaint, at: $0, in: "models") } ?? OptionMistake(option, mistake)
  }

  /// That `report.yml` has no such model, and which it has.
  static func unknown(_ name: String, _ models: NamedModels) -> OptionMistake {
    let known = models.all.map(\.name)
    return OptionMistake(
      "name", known.isEmpty ? .noNamedModels(name: name) : .unknownModel(name: name, known: known))
  }
}

extension Surroundings {
  /// A model's folder by its path, or by the name under which it was fetched.
  fileprivate func modelFolder(_ path: String) -> URL {
    let own = url(path, isFolder: true)
    let fetched = modelsFolder.appending(path: path, directoryHint: .isDirectory)
    return FileCause.isMissing(own) && !FileCause.isMissing(fetched) ? fetched : own
  }
}
