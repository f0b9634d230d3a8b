import Files
import Foundation

extension HubFetch {
  /// Where a file is while it comes in.
  func part(of file: HubListing.File) -> URL {
    folder.appendingPathComponent(file.path).appendingPathExtension("part")
  }

  /// Brings one file; what came of it earlier may be of another commit.
  func fetch(_ file: HubListing.File, at commit: String) async throws {
    let (final, part) = (folder.appendingPathComponent(file.path), part(of: file))
    try makeFolder(final.deletingLastPathComponent())
    try requireNoLink(final.deletingLastPathComponent())
    if isLink(part) || length(of: part) > file.byteCount { try? Disk.remove(part.path) }
    try await resuming(part, isStale: isOfStalePart) {
      if length(of: part) < file.byteCount || file.byteCount == 0 {
        try await download(file, at: commit, into: part)
      }
      do { try file.check(part) } catch let error as HubError {
        try? Disk.remove(part.path)
        throw error
      }
    }
    do throws(FileError<FileFault>) {
      try Disk.flush(part.path)
      try Disk.rename(part.path, to: final.path)
      try Disk.flushFolder(final.deletingLastPathComponent().path)
    } catch {
      throw HubError.unwritable(path: final.path, reason: "\(error.reason.cause)")
    }
    report(.installed(path: file.path))
  }

  private func download(_ file: HubListing.File, at commit: String, into part: URL) async throws {
    let transfer = transfer(of: model.address(of: file.path, at: commit))
    try await named(transfer) {
      try await transfer.run(into: part, byteLimit: file.byteCount, commands) {
        report(.receiving(path: file.path, byteCount: $0, total: file.byteCount))
      }
    }
  }

  private func isOfStalePart(_ error: any Error) -> Bool {
    switch error as? HubError {
    case .damaged, .tooLong, .stale: true
    default: false
    }
  }

  /// What is asked of the hub, with the token.
  func transfer(of address: String) -> Transfer {
    Transfer(
      address: address, limits: limits, secret: token.map { "header = \"Authorization: Bearer \($0)\"" })
  }

  /// What a transfer throws in this room's words.
  func named<Value: Sendable>(_ transfer: Transfer, _ work: () async throws -> Value) async throws -> Value {
    do { return try await work() } catch let error as CommandFailure {
      switch error.httpStatus {
      case 401, 403: throw HubError.forbidden(page: model.page, hasToken: token != nil)
      case 404: throw HubError.notFound(page: model.page)
      case _ where error.isOfStalePart: throw HubError.stale(address: transfer.address, reason: error.message)
      default: throw HubError.failed(address: transfer.address, reason: error.message)
      }
    } catch OverflowingFile.tooLong(let path, let limit) {
      try? Disk.remove(path)
      throw HubError.tooLong(address: transfer.address, limit: limit)
    } catch OverflowingFile.noRoom(let path, let free) {
      throw HubError.space(path: path, needed: limits.margin, available: free)
    }
  }

  /// Makes a folder and those around it.
  func makeFolder(_ url: URL) throws(HubError) {
    do { try AtomicFile.createFolder(url) } catch {
      throw .unwritable(path: error.file, reason: "\(error.reason.cause)")
    }
  }

  /// A part's folder is the model's own: behind a link would be somebody else's files.
  private func requireNoLink(_ url: URL) throws(HubError) {
    guard url.path != folder.path, isLink(url) else { return }
    throw .unwritable(path: url.path, reason: "expected a folder, found a link")
  }

  private func isLink(_ url: URL) -> Bool {
    FileKind(atPath: url.path) == .link
  }

  /// A file's length in bytes; none has 0.
  func length(of url: URL) -> Int { FileState(atPath: url.path)?.length ?? 0 }
}
