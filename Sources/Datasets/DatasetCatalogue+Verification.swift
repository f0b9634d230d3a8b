import Files
import Foundation

extension DatasetCatalogue.Entry {
  /// The state of every file of this set in `folder`, in catalogue order; reads them whole.
  ///
  /// - Throws: `DatasetError.unusable` for a file that is there and cannot be read.
  public func verify(in folder: URL) throws -> [(
    file: DatasetCatalogue.File, state: DatasetCatalogue.File.State
  )] {
    try files.map { file in (file, try file.state(in: folder)) }
  }
}

extension DatasetCatalogue.File {
  /// What is in a folder in its place.
  public enum State: Equatable, Sendable {
    /// The content is the catalogued one.
    case right
    /// There is no such file.
    case missing
    /// The content is another; its SHA-256 is given.
    case wrongChecksum(found: String)
  }

  /// Whether `folder` holds this file.
  ///
  /// - Throws: `DatasetError.unusable` when it is there and cannot be read.
  public func state(in folder: URL) throws -> State {
    let url = folder.appendingPathComponent(name)
    switch FileCause.absence(of: url) {
    case nil: break
    case .missing, .fileOnTheWay: return .missing
    case let cause?: throw DatasetError.unusable(path: url.path, action: "read", reason: "\(cause)")
    }
    let found = try Self.sum(of: url)
    return found == checksum ? .right : .wrongChecksum(found: found)
  }

  /// - Throws: `DatasetError.wrongChecksum` when the file at `url` is not this one.
  func check(_ url: URL) throws {
    let found = try Self.sum(of: url)
    guard found == checksum else {
      throw DatasetError.wrongChecksum(path: url.path, expected: checksum, found: found)
    }
  }

  private static func sum(of url: URL) throws -> String {
    do { return try FileHash.sha256(of: url) } catch {
      throw DatasetError.unusable(path: url.path, action: "read", reason: "\(error.reason.cause)")
    }
  }
}
