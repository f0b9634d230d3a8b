import Files
import Foundation

/// What was fetched into a model's folder, kept there so that it can be checked without the hub.
public struct FetchedModel: Codable, Equatable, Sendable {
  /// The record's name in the model's folder.
  public static let fileName = ".fetched.json"

  /// ORGANISATION/NAME.
  public let name: String
  /// The commit.
  public let commit: String
  /// The licence in the hub's words.
  public let license: String?
  /// The files with their sums.
  public let files: [HubListing.File]

  /// The record in a folder; nil when the model did not come from a hub.
  public init?(in folder: URL) {
    let url = folder.appendingPathComponent(Self.fileName)
    guard let data = try? Data(contentsOf: url), let record = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = record
  }

  init(_ model: HubModel, _ listing: HubListing) {
    (name, commit, license, files) = (model.name, listing.commit, listing.license, listing.files)
  }

  /// Reads every file and compares its length and sum; throws the first `HubError`.
  ///
  /// - Parameter report: called with each file before it is read.
  public func verify(in folder: URL, report: (HubListing.File) -> Void = { _ in }) throws(HubError) {
    for file in files {
      report(file)
      try file.check(folder.appendingPathComponent(file.path))
    }
  }
}

extension HubListing.File {
  /// Throws `HubError.damaged` unless the file at `url` is this one.
  func check(_ url: URL) throws(HubError) {
    let size = FileState(atPath: url.path)?.length
    guard size == byteCount else {
      throw .damaged(
        path: url.path, expected: "\(byteCount) bytes", found: size.map { "\($0) bytes" } ?? "no file")
    }
    let found: String
    do {
      found = checksum.count == 40 ? try Self.gitName(of: url, byteCount) : try FileHash.sha256(of: url)
    } catch {
      throw .failed(address: url.path, reason: "cannot be read: \(plainReason(of: error))")
    }
    guard found == checksum else {
      throw .damaged(path: url.path, expected: "the sum \(checksum)", found: found)
    }
  }

  /// git's name for a file's content.
  private static func gitName(of url: URL, _ byteCount: Int) throws -> String {
    var hash = ContentHash(.sha1)
    hash.add(Data("blob \(byteCount)\0".utf8))
    hash.add(try Data(contentsOf: url, options: .mappedIfSafe))
    return hash.finished()
  }
}
