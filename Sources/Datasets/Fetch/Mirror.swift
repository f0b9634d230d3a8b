import Files
import Foundation

/// A web folder that holds the gzip'ed files under their usual names; `curl` fetches them.
///
/// What has come in is kept as NAME.gz.part when the connection breaks, and the next attempt goes on from it.
public struct Mirror: FetchSource {
  /// The folder's address, with a slash at its end.
  public let address: String

  /// The address.
  public var name: String { address }

  /// A web folder.
  public init(_ address: String) { self.address = address }

  /// The two public copies of MNIST that serve it over HTTPS.
  public static let mnist = [
    Mirror("https://ossci-datasets.s3.amazonaws.com/mnist/"),
    Mirror("https://storage.googleapis.com/cvdf-datasets/mnist/"),
  ]

  /// Downloads, unpacks and installs; gives up at the first file that fails, since the others would as well.
  ///
  /// - Throws: `FetchFailure` with the first reason, `CancellationError` when cancelled.
  public func supply(_ files: [DatasetCatalogue.File], to site: FetchSite) async throws {
    do {
      for file in files { try await fetch(file, to: site) }
    } catch {
      throw failure(error)
    }
  }

  /// A part that cannot be continued or does not add up may stem from another file: then once more, from
  /// nothing.
  private func fetch(_ file: DatasetCatalogue.File, to site: FetchSite) async throws {
    let part = site.folder.appendingPathComponent("\(file.name).gz.part")
    let isResumed = FileManager.default.fileExists(atPath: part.path)
    do {
      try await attempt(file, part, site)
    } catch let error where isResumed && shows(staleness: error) {
      try? FileManager.default.removeItem(at: part)
      try await attempt(file, part, site)
    }
  }

  private func attempt(_ file: DatasetCatalogue.File, _ part: URL, _ site: FetchSite) async throws {
    try await download(file, part, site)
    do {
      try await site.install(file, unpacking: part)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw error
    }
    try? FileManager.default.removeItem(at: part)
  }

  private func download(_ file: DatasetCatalogue.File, _ part: URL, _ site: FetchSite) async throws {
    let transfer = Transfer(
      address: "\(address)\(file.name).gz", file: part, limits: (connection: 5, stall: 20),
      options: ["--continue-at", "-"])
    try await transfer.run(site.commands) {
      site.report(.receiving(file: file.name, byteCount: $0, total: file.packedByteCount))
    }
  }

  /// Exit statuses of curl: 33 and 36 mean that the server cannot continue; HTTP's 416, that nothing is left.
  private func shows(staleness error: any Error) -> Bool {
    switch error {
    case is DatasetError: true
    case let error as CommandFailure where error.program == "curl":
      [.exited(33), .exited(36)].contains(error.reason) || error.httpStatus == 416
    case is CommandFailure: true
    default: false
    }
  }
}
