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
  private let token: String?
  private let commands: any CommandRunner
  private let report: @Sendable (Event) -> Void

  /// A fetch into `folder`; throws `HubError.token` for what is no token.
  public init(
    _ model: HubModel, into folder: URL, token: String? = nil, commands: any CommandRunner = SystemCommands(),
    report: @escaping @Sendable (Event) -> Void = { _ in }
  ) throws(HubError) {
    if let token, !HubModel.isPlain(token) { throw .token }
    (self.model, self.folder, self.token) = (model, folder, token)
    (self.commands, self.report) = (commands, report)
  }

  /// Asks the hub what it has; `isHalf` prefers 16-bit weights. Throws a `HubError`.
  public func listing(isHalf: Bool = true) async throws -> HubListing {
    let answer = FileManager.default.temporaryDirectory.appendingPathComponent(
      "listing-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: answer) }
    try await download(model.listing, into: answer, ["--max-filesize", "50000000"])
    guard let data = try? Data(contentsOf: answer) else {
      throw HubError.listing(page: model.page, reason: "nothing")
    }
    return try HubListing(data, of: model, isHalf: isHalf)
  }

  /// Fetches what is missing of a listing's files and keeps a record of them. Throws a `HubError`, or
  /// `CancellationError` when the task is cancelled.
  public func run(_ listing: HubListing) async throws {
    let missing = listing.files.filter { file in
      (try? file.check(folder.appendingPathComponent(file.path))) == nil
    }
    try makeFolder(folder)
    try requireSpace(for: missing)
    for file in missing { try await fetch(file, at: listing.commit) }
    let record = try JSONEncoder().encode(FetchedModel(model, listing))
    let url = folder.appendingPathComponent(FetchedModel.fileName)
    do { try record.write(to: url, options: .atomic) } catch {
      throw HubError.unwritable(path: url.path, reason: "\(plainReason(of: error))")
    }
  }

  private func fetch(_ file: HubListing.File, at commit: String) async throws {
    let final = folder.appendingPathComponent(file.path)
    let part = final.appendingPathExtension("part")
    try makeFolder(final.deletingLastPathComponent())
    if size(of: part) > file.byteCount { try? FileManager.default.removeItem(at: part) }
    if size(of: part) < file.byteCount || file.byteCount == 0 {
      try await download(model.address(of: file.path, at: commit), into: part, ["--continue-at", "-"]) {
        report(.receiving(path: file.path, byteCount: $0, total: file.byteCount))
      }
    }
    do { try file.check(part) } catch {
      try? FileManager.default.removeItem(at: part)
      throw error
    }
    try? FileManager.default.removeItem(at: final)
    do { try FileManager.default.moveItem(at: part, to: final) } catch {
      throw HubError.unwritable(path: final.path, reason: "\(plainReason(of: error))")
    }
    report(.installed(path: file.path))
  }

  private func download(
    _ address: String, into file: URL, _ options: [String], report: (@Sendable (Int) -> Void)? = nil
  ) async throws {
    let secret = token.map { "header = \"Authorization: Bearer \($0)\"" }
    let transfer = Transfer(
      address: address, file: file, limits: (connection: 10, stall: 30), options: options, secret: secret)
    do { try await transfer.run(commands, report: report) } catch let error as CommandFailure {
      switch error.httpStatus {
      case 401, 403: throw HubError.forbidden(page: model.page, hasToken: token != nil)
      case 404: throw HubError.notFound(page: model.page)
      default: throw HubError.failed(address: address, reason: error.message)
      }
    }
  }

  private func makeFolder(_ url: URL) throws(HubError) {
    do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
      throw .unwritable(path: url.path, reason: "\(plainReason(of: error))")
    }
  }

  private func requireSpace(for files: [HubListing.File]) throws(HubError) {
    let come = files.reduce(0) { $0 + size(of: folder.appendingPathComponent($1.path + ".part")) }
    let needed = files.reduce(0) { $0 + $1.byteCount } - come
    let values = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
    guard let available = (values?[.systemFreeSize] as? NSNumber)?.intValue, available < needed else {
      return
    }
    throw .space(path: folder.path, needed: needed, available: available)
  }

  private func size(of url: URL) -> Int {
    FileState(atPath: url.path)?.length ?? 0
  }
}
