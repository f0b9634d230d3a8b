import ArgumentParser
import Chapters
import Datasets
import Foundation
import Models
import Networks

/// `report models`: the text-to-image models on this machine.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List, inspect, check and fetch text-to-image models.",
    discussion: """
        report models list
        report models inspect DeepFloyd/IF-I-M-v1.0
        report models fetch DeepFloyd/IF-I-M-v1.0 --accept-licence
      """,
    subcommands: [
      ModelsListCommand.self, ModelsInspectCommand.self, ModelsVerifyCommand.self, ModelsFetchCommand.self,
    ],
    defaultSubcommand: ModelsListCommand.self)
}

/// Where the models are.
struct ModelsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the models (otherwise $REPORT_MODELS, otherwise the cache folder).", valueName: "folder")
  )
  var models: String?

  var folder: ModelsFolder { ModelsFolder(explicit: models) }

  func validate() throws {
    var isFolder: ObjCBool = false
    let path = folder.url.path
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      return
    }
    throw ValidationError("The models' folder \(path) is a file; name the folder that holds the models.")
  }

  /// The model of a name under the models' folder, or of a path.
  func model(_ name: String) throws -> ModelFolder {
    let path = NSString(string: name).expandingTildeInPath
    let places = [folder.url.appendingPathComponent(name), URL(fileURLWithPath: path)]
    let place = places.first { FileManager.default.fileExists(atPath: $0.path) }
    guard let place else {
      let known = folder.candidates.map { relativeName($0) }
      let near = Suggestion.nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError(
        "There is no model '\(name)'.\(near) (models: \(known.isEmpty ? "none" : known.joined(separator: ", ")))"
      )
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
  init(_ error: ModelError) { self = .failed(error.description, remedy: nil) }

  /// A model that cannot be fetched.
  init(_ error: HubError) { self = .failed(error.complaint, remedy: error.remedy) }
}

/// `report models list`.
struct ModelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Say which models are there.",
    discussion: """
        report models list
      """)

  @OptionGroup var options: ModelsOptions

  @Flag(help: "Print the models as JSON.")
  var json = false

  func run() throws {
    let records = options.folder.candidates.compactMap { url in
      (try? ModelFolder(url)).map {
        ModelRecord(name: options.relativeName(url), parts: $0.parts.map(\.rawValue))
      }
    }
    if json { return try printJSON(records) }
    for record in records { print("\(record.name)  \(record.parts.joined(separator: ", "))") }
    if records.isEmpty { Console.shared.say("no models in \(options.folder.url.path)") }
  }
}

/// A model as JSON.
private struct ModelRecord: Encodable {
  let name: String
  let parts: [String]
}

/// `report models verify`.
struct ModelsVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a model's files: sums, configurations, and the tensors that must be there.",
    discussion: """
        report models verify DeepFloyd/IF-I-M-v1.0
      """)

  @Argument(help: "The model's name, or the path of its folder.")
  var name: String

  @OptionGroup var options: ModelsOptions

  func run() throws {
    let model = try options.model(name)
    let fetched = FetchedModel(in: model.url)
    do throws(ModelError) { try model.verify() } catch {
      let remedy = fetched.map { "move its folder away and run: report models fetch \($0.name)" }
      throw EnvironmentFault.failed(
        error.description, remedy: remedy ?? "copy the model again from where it came")
    }
    guard let record = fetched else {
      print("\(name) is whole; it did not come from a hub, so there are no sums to compare")
      return
    }
    do throws(HubError) {
      try record.verify(in: model.url) { Console.shared.show("reading \($0.path)") }
    } catch { throw EnvironmentFault(error) }
    print("\(name) is whole: \(record.files.count) files as \(record.name) has them at \(record.commit)")
  }
}
