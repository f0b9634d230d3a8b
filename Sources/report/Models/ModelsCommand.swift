import ArgumentParser

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
