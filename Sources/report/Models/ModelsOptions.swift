import ArgumentParser
import Chapters
import Datasets
import Files
import Foundation
import Models

/// Where the models are.
struct ModelsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the models (otherwise $REPORT_MODELS, otherwise the cache folder).", valueName: "folder")
  )
  var models: String?

  var folder: ModelsFolder { ModelsFolder(explicit: models) }

  func validate() throws {
    let path = folder.url.path
    guard let kind = FileKind(behind: path), kind != .folder else { return }
    throw ValidationError("The models' folder \(path) is a file; name the folder that holds the models.")
  }

  /// The model of a name under the models' folder, or of a path.
  func model(_ name: String) throws -> ModelFolder {
    let path = NSString(string: name).expandingTildeInPath
    let places = [folder.url.appendingPathComponent(name), URL(fileURLWithPath: path)]
    let place = places.first { !FileCause.isMissing($0) }
    guard let place else {
      let known = folder.candidates.map(relativeName)
      throw ValidationError(no: "model", name, "models", known: known)
    }
    do { return try ModelFolder(place) } catch { throw EnvironmentFault(error) }
  }

  /// ORGANISATION/NAME, or NAME.
  func relativeName(_ url: URL) -> String {
    let (base, path) = (folder.url.standardizedFileURL.path, url.standardizedFileURL.path)
    return path.hasPrefix(base + "/") ? String(path.dropFirst(base.count + 1)) : path
  }
}

extension EnvironmentFault {
  /// A model that cannot be used.
  init(_ error: ModelError) { self = .explained(error.description, remedy: error.remedy) }
}
