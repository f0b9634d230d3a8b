import Files
import Foundation

/// Files that the user put into the folder under another of their usual names: gzip'ed, or with a dot.
///
/// A file that is there and wrong ends the fetch: the user meant it to be used.
public struct PlacedFiles: FetchSource {
  /// The name for messages.
  public let name = "files in the folder"

  /// The files in the folder itself.
  public init() {}

  /// Unpacks or copies what is there; the user's files stay.
  ///
  /// - Throws: `DatasetError` for one that cannot be read, unpacked or installed, or is another.
  public func supply(_ files: [DatasetCatalogue.File], to site: FetchSite) async throws {
    for file in files {
      if let packed = existing([file.name, file.dottedName].map { $0 + ".gz" }, in: site.folder) {
        try await unpack(packed, as: file, at: site)
      } else if let plain = existing([file.dottedName], in: site.folder) {
        try copy(plain, as: file, at: site)
      }
    }
  }

  private func existing(_ names: [String], in folder: URL) -> URL? {
    names.map(folder.appendingPathComponent).first { FileKind(atPath: $0.path) != nil }
  }

  private func unpack(_ packed: URL, as file: DatasetCatalogue.File, at site: FetchSite) async throws {
    do {
      try await site.install(file, unpacking: packed)
    } catch let error as CommandFailure {
      throw DatasetError.unusable(path: packed.path, action: "unpack", reason: error.message)
    } catch let error as OverflowingFile {
      throw DatasetError.unusable(path: packed.path, action: "unpack", reason: error.complaint)
    } catch DatasetError.wrongChecksum(_, let expected, let found) {
      throw DatasetError.wrongChecksum(path: "\(packed.path) (unpacked)", expected: expected, found: found)
    }
  }

  private func copy(_ plain: URL, as file: DatasetCatalogue.File, at site: FetchSite) throws {
    try file.check(plain)
    let temporary = site.temporary(for: file)
    defer { try? Disk.remove(temporary.path) }
    do throws(FileError<FileFault>) { try Disk.copy(plain.path, to: temporary.path) } catch {
      throw DatasetError.unusable(path: plain.path, action: "copy", reason: "\(error.reason.cause)")
    }
    try site.install(file, from: temporary)
  }
}

extension DatasetCatalogue.File {
  /// The name that some archives use: `train-images.idx3-ubyte`.
  var dottedName: String { name.replacingOccurrences(of: "-idx", with: ".idx") }
}
