import ArgumentParser
import Chapters
import Datasets
import Files
import Foundation
import Pipeline

/// `report models fetch`.
struct ModelsFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Bring a model from a hub into the models' folder and check its sums.",
    discussion: """
      Shows the model's licence first, and fetches only with --accept-licence. A model whose licence has to be \
      accepted at the hub needs a token, in HF_TOKEN or a file. An interrupted fetch goes on where it stopped.

        report models fetch DeepFloyd/IF-I-M-v1.0
        report models fetch DeepFloyd/IF-I-M-v1.0 --accept-licence
      """)

  @Argument(help: "The model's name, ORGANISATION/NAME.")
  var name: String

  @OptionGroup var options: ModelsOptions

  @Option(help: "A branch, a tag or a commit.")
  var revision = "main"

  @Option(help: ArgumentHelp("The hub's address.", valueName: "address"))
  var hub = HubModel.usualHub

  @Option(help: ArgumentHelp("A file that holds the token (otherwise $HF_TOKEN).", valueName: "file"))
  var tokenFile: String?

  @Flag(help: "Take the weights of 32 bits where there are some of 16 as well.")
  var full = false

  @Flag(help: "Go on after the licence was shown: you have read it and agree.")
  var acceptLicence = false

  func run() throws {
    do {
      let model = try HubModel(name, revision: revision, hub: hub)
      let folder = options.folder.folder(of: model)
      let bar = ModelProgress()
      let fetch = try HubFetch(model, into: folder, token: token(), report: bar.show)
      let listing = try interruptible { [full] in try await fetch.listing(isHalf: !full) }
      show(listing, of: model)
      guard acceptLicence else {
        print("To fetch it, run this again with --accept-licence.")
        return
      }
      try interruptible { try await fetch.run(listing) }
      print("\(model.name) is complete in \(folder.path)")
    } catch let error as HubError {
      switch error {
      case .name, .revision, .hub, .token: throw ValidationError(error.description)
      default: throw EnvironmentFault(error)
      }
    }
  }

  /// What the reader has to know before anything large is fetched.
  private func show(_ listing: HubListing, of model: HubModel) {
    print(
      "\(model.name) at \(listing.commit): \(listing.files.count.counted("file")), \(ByteCount.text(listing.byteCount))"
    )
    print("licence: \(listing.license ?? "none named"); read it at \(model.page)")
    if listing.isGated { print("The hub lets those fetch it who have accepted the licence on that page.") }
  }

  private func token() throws -> String? {
    if let tokenFile {
      let path = NSString(string: tokenFile).expandingTildeInPath
      do {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let bytes = try file.read(upToCount: 4096) ?? Data()  // a token is short, a device has no end
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      } catch {
        throw EnvironmentFault.unreadableToken(path: path, reason: plainReason(of: error))
      }
    }
    return ProcessInfo.processInfo.environment["HF_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// A moving line for what is coming in.
private struct ModelProgress {
  @Sendable func show(_ event: HubFetch.Event) {
    switch event {
    case .receiving(let path, let byteCount, let total):
      Console.shared.show("\(path): \(ByteCount.text(byteCount)) of \(ByteCount.text(total))")
    case .installed(let path): Console.shared.say("\(path): in place")
    }
  }
}
