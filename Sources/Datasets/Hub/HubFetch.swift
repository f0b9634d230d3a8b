import Files
import Foundation

/// Brings a model from a hub into its folder.
///
/// A file appears under its final name only when it is whole and its sum is right; what has come of one that is not
/// is kept as NAME.part, and the next fetch goes on from it. The token is given to `curl` on its standard input, where
/// no other user sees it, and never to another host.
public struct HubFetch: Sendable {
  /// What a fetch is doing.
  public enum Event: Equatable, Sendable {
    /// Bytes of a file have come in, of `total`.
    case receiving(path: String, byteCount: Int, total: Int)
    /// A file is in place, checked.
    case installed(path: String)
  }

  /// The model.
  public let model: HubModel
  /// Where it goes.
  public let folder: URL
  let token: String?
  let commands: any CommandRunner
  let limits: FetchLimits
  let report: @Sendable (Event) -> Void

  /// A fetch into `folder`; throws `HubError.token` for what is no token.
  public init(
    _ model: HubModel, into folder: URL, token: String? = nil, commands: any CommandRunner = SystemCommands(),
    limits: FetchLimits = FetchLimits(), report: @escaping @Sendable (Event) -> Void = { _ in }
  ) throws(HubError) {
    if let token, !HubModel.isPlain(token) { throw .token }
    (self.model, self.folder, self.token) = (model, folder, token)
    (self.commands, self.limits, self.report) = (commands, limits, report)
  }

  /// Asks the hub what it has; `isHalf` prefers 16-bit weights. Throws a `HubError`.
  public func listing(isHalf: Bool = true) async throws -> HubListing {
    let transfer = transfer(of: model.listing)
    let answer = try await named(transfer) {
      try await transfer.answer(byteLimit: HubListing.byteLimit, commands)
    }
    return try HubListing(answer, of: model, isHalf: isHalf)
  }

  /// Fetches what is missing of a listing's files and keeps a record of them. Throws a `HubError`, or
  /// `CancellationError` when the task is cancelled.
  public func run(_ listing: HubListing) async throws {
    let missing = try listing.files.filter { try !isInPlace($0) }
    try makeFolder(folder)
    removeLeftovers(besides: listing)
    try requireSpace(for: missing)
    for file in missing { try await fetch(file, at: listing.commit) }
    let record = try JSONEncoder().encode(FetchedModel(model, listing))
    do { try AtomicFile.write(record, to: folder.appendingPathComponent(FetchedModel.fileName)) } catch {
      throw HubError.unwritable(path: error.file, reason: "\(error.reason.cause)")
    }
  }

  private func isInPlace(_ file: HubListing.File) throws -> Bool {
    do { try file.check(folder.appendingPathComponent(file.path)) } catch is HubError { return false }
    return true
  }

  private func requireSpace(for files: [HubListing.File]) throws(HubError) {
    let needed = files.reduce(0) { $0 + max(0, $1.byteCount - length(of: part(of: $1))) }
    guard needed > 0, let free = FreeSpace.bytes(at: folder), free - limits.margin < needed else { return }
    throw .space(path: folder.path, needed: needed, available: max(0, free - limits.margin))
  }

  /// Parts are kept for files that are still to come.
  private func removeLeftovers(besides listing: HubListing) {
    let parts = Set(listing.files.map { part(of: $0).path })
    for folder in Set(listing.files.map { part(of: $0).deletingLastPathComponent() }).union([folder]) {
      Leftovers.remove(from: folder) {
        $0.hasSuffix(".part") && !parts.contains(folder.appendingPathComponent($0).path)
      }
    }
  }
}
