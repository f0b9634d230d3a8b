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
    try await resuming(part, isStale: isOfStalePart) { try await attempt(file, part, site) }
  }

  private func attempt(_ file: DatasetCatalogue.File, _ part: URL, _ site: FetchSite) async throws {
    try await download(file, part, site)
    do {
      try await site.install(file, unpacking: part)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      try? Disk.remove(part.path)
      throw error
    }
    try? Disk.remove(part.path)
  }

  private func download(_ file: DatasetCatalogue.File, _ part: URL, _ site: FetchSite) async throws {
    let transfer = Transfer(address: "\(address)\(file.name).gz", limits: site.limits)
    try await transfer.run(into: part, byteLimit: file.packedByteLimit, site.commands) {
      site.report(.receiving(file: file.name, byteCount: $0, total: file.packedByteCount))
    }
  }

  /// What cannot be unpacked, or to something else, is as stale as what `curl` cannot continue.
  private func isOfStalePart(_ error: any Error) -> Bool {
    switch error {
    case is DatasetError, is OverflowingFile: true
    case let error as CommandFailure: error.isOfStalePart || error.program != "curl"
    default: false
    }
  }
}

extension DatasetCatalogue.File {
  /// The bytes that the gzip'ed file has at most: a mirror may have packed it worse, or not at all.
  fileprivate var packedByteLimit: Int { max(byteCount, packedByteCount) + 1 << 16 }
}

extension DatasetCatalogue.File {
  /// Where anyone can have it from, gzip'ed.
  public var origin: URL? { URL(string: "\(Mirror.mnist[0].address)\(name).gz") }
}
