import ArgumentParser
import Chapters
import Checkpoints
import Datasets
import Foundation
import Models
import Networks

/// `report models inspect`.
struct ModelsInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Say what a model is made of and what it will need.",
    discussion: """
      Memory is that of the weights alone, of which a part at a time is converted to float32. Time is that of the \
      network's products at the speed of this machine, measured now: a rough figure.

        report models inspect DeepFloyd/IF-I-M-v1.0
      """)

  @Argument(help: "The model's name, or the path of its folder.")
  var name: String

  @OptionGroup var options: ModelsOptions

  @Flag(help: "Print the networks as JSON.")
  var json = false

  func run() throws {
    let model = try options.model(name)
    let networks: [NetworkSummary]
    do throws(ModelError) { networks = try model.networks() } catch { throw EnvironmentFault(error) }
    let speed = EngineSpeed.measured()
    let records = networks.map { NetworkRecord($0, speed) }
    if json { return try printJSON(records) }
    if let fetched = FetchedModel(in: model.url) {
      print("\(fetched.name) at \(fetched.commit), licence \(fetched.license ?? "not named")")
    }
    print("parts: \(model.parts.map(\.rawValue).joined(separator: ", "))")
    for record in records { print(record.line) }
    for part in model.parts where part != .tokenizer { try explain(part, of: model) }
  }

  /// A part's configuration, key by key.
  private func explain(_ part: ModelFolder.Part, of model: ModelFolder) throws {
    let settings: ModelSettings
    do throws(SettingsError) { settings = try ModelSettings(model.settings(of: part)) } catch {
      throw EnvironmentFault(.settings(error))
    }
    print("\n\(part.rawValue):")
    for (key, value) in settings.values.sorted(by: { $0.key < $1.key }) where value != .null {
      print("  \(key): \(value)")
    }
  }
}

/// A network as JSON and as a line.
private struct NetworkRecord: Encodable {
  let part: String
  let parameters: Int
  let bytes: Int
  let types: [String: Int]
  let memory: Int
  let secondsPerPass: Double?

  init(_ summary: NetworkSummary, _ speed: Double) {
    (part, parameters, bytes) = (summary.part.rawValue, summary.parameters, summary.byteCount)
    (types, memory) = (summary.elementTypes, summary.memory)
    secondsPerPass = summary.operations.map { $0 / speed }
  }

  var line: String {
    let millions = String(format: "%.1f", Double(parameters) / 1e6)
    let kinds = types.keys.sorted().joined(separator: ", ")
    let pass = part == "unet" ? "a forward pass with one image" : "a prompt"
    let time = secondsPerPass.map { ", and \(String(format: "%.2g", $0)) s for \(pass)" } ?? ""
    return """
      \(part): \(millions) million parameters (\(kinds)), \(ByteCount.text(bytes)) on the disk
        needs about \(ByteCount.text(memory)) of memory for weights\(time)
      """
  }
}
