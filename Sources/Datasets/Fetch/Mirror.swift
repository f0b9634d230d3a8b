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
  public init(_ address: String) {
    self.address = address
  }

  /// The two public copies of MNIST that serve it over HTTPS.
  public static let mnist = [
    Mirror("https://ossci-datasets.s3.amazonaws.com/mnist/"),
    Mirror("https://storage.googleapis.com/cvdf-datasets/mnist/"),
  ]

  /// Downloads, unpacks and installs; gives up at the first file that fails, since the others would as well.
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
    let watch = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .milliseconds(200))
        let size = (try? part.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
        site.report(.receiving(file: file.name, byteCount: size, total: file.packedByteCount))
      }
    }
    defer { watch.cancel() }
    try await site.commands.run(Command("curl", arguments(for: file, part)))
  }

  /// Redirects must not leave the mirror's own scheme, and a stalled transfer counts as a broken one.
  private func arguments(for file: DatasetCatalogue.File, _ part: URL) -> [String] {
    let scheme = address.prefix { $0 != ":" }
    return [
      "--fail", "--location", "--silent", "--show-error", "--proto", "=\(scheme)",
      "--connect-timeout", "5", "--speed-limit", "1024", "--speed-time", "20",
      "--continue-at", "-", "--output", part.path, "\(address)\(file.name).gz",
    ]
  }

  /// Exit statuses of curl: 33 and 36 mean that the server cannot continue, 22 with 416 that nothing is left.
  private func shows(staleness error: any Error) -> Bool {
    switch error {
    case is DatasetError: true
    case let error as CommandFailure where error.program == "curl":
      error.status == 33 || error.status == 36 || (error.status == 22 && error.message.contains("416"))
    case is CommandFailure: true
    default: false
    }
  }
}
