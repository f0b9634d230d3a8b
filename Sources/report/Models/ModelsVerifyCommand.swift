import Files
import ArgumentParser
import Chapters
import Datasets
import Models
import Networks

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
      throw EnvironmentFault.explained(
        error.description, remedy: error.remedy ?? remedy ?? "copy the model again from where it came")
    }
    for keys in (try? model.passedOver()) ?? [] { Console.shared.say("\(keys)") }
    guard let record = fetched else {
      print("\(name) is whole; it did not come from a hub, so there are no sums to compare")
      return
    }
    do {
      try record.verify(in: model.url) { Console.shared.show("reading \($0.path)") }
    } catch let error as HubError { throw EnvironmentFault(error) }
    print(
      "\(name) is whole: \(record.files.count.counted("file")) as \(record.name) has them at \(record.commit)"
    )
  }
}
