import ArgumentParser
import Foundation
import Models

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
    for (url, reason) in options.folder.unusable {
      Console.shared.say("\(options.relativeName(url)) cannot be used: \(reason)")
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
