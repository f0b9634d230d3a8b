import Files
import Foundation

/// What was fetched into a model's folder, kept there so that it can be checked without the hub.
public struct FetchedModel: Codable, Equatable, Sendable {
  /// The record's name in the model's folder.
  public static let fileName = ".fetched.json"

  /// ORGANISATION/NAME.
  public let name: String
  /// The hub's address; the usual one where the record does not say.
  public let hub: String?
  /// The commit.
  public let commit: String
  /// The licence in the hub's words.
  public let license: String?
  /// The files with their sums.
  public let files: [HubListing.File]

  /// The record in a folder; nil when the model did not come from a hub.
  public init?(in folder: URL) {
    let url = folder.appendingPathComponent(Self.fileName)
    guard let data = try? RegularFile.content(of: url, limit: HubListing.byteLimit),
      let record = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = record
  }

  init(_ model: HubModel, _ listing: HubListing) {
    (name, hub, commit) = (model.name, model.hub, listing.commit)
    (license, files) = (listing.license, listing.files)
  }

  /// Where anyone can have a file of the model's folder from, byte for byte; nil for one that was not fetched.
  public func origin(of path: String) -> URL? {
    guard files.contains(where: { $0.path == path }),
      let model = try? HubModel(name, hub: hub ?? HubModel.usualHub)
    else { return nil }
    return URL(string: model.address(of: path, at: commit))
  }

  /// Reads every file and compares its length and sum; throws the first `HubError`, or `CancellationError` when the task
  /// is cancelled.
  ///
  /// - Parameter report: called with each file before it is read.
  public func verify(in folder: URL, report: (HubListing.File) -> Void = { _ in }) throws {
    for file in files {
      report(file)
      try file.check(folder.appendingPathComponent(file.path))
    }
  }
}

extension HubListing.File {
  /// How many bytes are read between two looks at whether somebody wants to stop.
  private static let pieceLength = 1 << 24

  /// Throws `HubError.damaged` unless the file at `url` is this one, and `CancellationError` when the task is cancelled.
  func check(_ url: URL) throws {
    let size = FileState(atPath: url.path)?.length
    guard size == byteCount else {
      throw HubError.damaged(
        path: url.path, expected: "\(byteCount) bytes", found: size.map { "\($0) bytes" } ?? "no file")
    }
    let found: String
    do { found = try sum(of: url) } catch let fault as FileFault {
      throw HubError.failed(address: url.path, reason: "\(fault)")
    }
    guard found == checksum else {
      throw HubError.damaged(path: url.path, expected: "the sum \(checksum)", found: found)
    }
  }

  /// SHA-256, or git's name for the content.
  private func sum(of url: URL) throws -> String {
    let isNamedByGit = checksum.count == 40
    var hash = ContentHash(isNamedByGit ? .sha1 : .sha256)
    if isNamedByGit { hash.add(Data("blob \(byteCount)\0".utf8)) }
    let file = try MappedFile(url)
    for start in stride(from: 0, to: file.bytes.count, by: Self.pieceLength) {
      try Task.checkCancellation()
      try file.requireWhole()
      let piece = start..<min(start + Self.pieceLength, file.bytes.count)
      hash.add(UnsafeRawBufferPointer(rebasing: file.bytes[piece]))
      file.release(piece)
    }
    return hash.finished()
  }
}
