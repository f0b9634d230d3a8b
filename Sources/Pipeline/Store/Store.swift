import Files
import Foundation

/// The results of all blocks that ever ran, by key: `.report/store/KEY/`.
///
/// An entry appears whole (written under another name, flushed, renamed) and is never changed.
public struct Store: Sendable {
  let folder: URL

  /// The store of a project.
  public init(_ project: ProjectFolder) { folder = project.state }

  /// Where an entry's files are.
  public func entry(_ key: String) -> URL {
    folder.appending(path: "store/\(key)", directoryHint: .isDirectory)
  }

  /// Where an unfinished block keeps what it needs to go on; survives a crash and goes when the block is done.
  public func workFolder(_ key: String) -> URL {
    folder.appending(path: "work/\(key)", directoryHint: .isDirectory)
  }

  /// Removes what a block kept that is done. Where that fails, the next build tries again.
  func forgetWork(_ key: String) { try? FileManager.default.removeItem(at: workFolder(key)) }

  /// What a look into the store found.
  public enum Finding: Sendable {
    case missing
    /// The entry is there and cannot be trusted, with the reason.
    case damaged(String)
    case found(StoredResult)

    /// The result, if there is one that can be trusted.
    var result: StoredResult? { if case .found(let result) = self { result } else { nil } }
  }

  /// Looks an entry up and checks the sums of all its files but checkpoints, which are checked when they are read.
  public func find(_ key: String) -> Finding {
    let url = entry(key)
    guard FileManager.default.fileExists(atPath: url.path) else { return .missing }
    let result: StoredResult
    do {
      let data = try Data(contentsOf: url.appending(path: "result.json"))
      result = try JSONDecoder().decode(StoredResult.self, from: data)
    } catch {
      return .damaged("result.json cannot be read")
    }
    guard result.format == StoredResult.format, result.recipe.key == key else {
      return .damaged("result.json belongs to something else")
    }
    if let flaw = result.figure?.flaw(among: result.files) { return .damaged(flaw) }
    let folder = url.path
    for (path, file) in result.files.sorted(by: { $0.key < $1.key }) {
      if let problem = problem(with: path, file, in: folder) { return .damaged(problem) }
    }
    return .found(result)
  }

  /// Looks at the sums of the files that `find` passes over.
  func damage(in key: String, _ result: StoredResult) -> String? {
    for (path, file) in result.files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".safetensors") {
      let sum = try? FileHash.sha256(of: entry(key).appending(path: path))
      if sum != file.sha256 { return "\(path) has other content" }
    }
    return nil
  }

  private func problem(with path: String, _ file: StoredFile, in folder: String) -> String? {
    let place = "\(folder)/\(path)"
    guard let size = FileState(atPath: place)?.length else { return "\(path) is missing" }
    guard size == file.bytes else { return "\(path) has \(size) bytes instead of \(file.bytes)" }
    guard !path.hasSuffix(".safetensors") else { return nil }
    return (try? FileHash.sha256(atPath: place)) == file.sha256 ? nil : "\(path) has other content"
  }

  /// Keeps a finished block's folder under its key.
  func keep(_ scratch: URL, as key: String, result: (_ files: [String: StoredFile]) -> StoredResult) throws {
    let stored = result(try inventory(of: scratch))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(stored), to: scratch.appending(path: "result.json"))
    let place = entry(key)
    try AtomicFile.createFolder(place.deletingLastPathComponent())
    if FileManager.default.fileExists(atPath: place.path) { try discard(key) }
    try AtomicFile.rename(scratch, to: place)
  }

  /// Removes an entry that cannot be trusted.
  func discard(_ key: String) throws {
    let doomed = folder.appending(path: "store/.\(key).damaged")
    try? FileManager.default.removeItem(at: doomed)
    try AtomicFile.rename(entry(key), to: doomed)
    try? FileManager.default.removeItem(at: doomed)
  }

  /// A new empty folder for a block's output.
  func makeScratch(_ key: String) throws -> URL {
    let scratch = folder.appending(path: "store/.\(key).new", directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: scratch)
    try AtomicFile.createFolder(scratch)
    return scratch
  }

  private func inventory(of scratch: URL) throws -> [String: StoredFile] {
    var files: [String: StoredFile] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.path) {
      let url = scratch.appending(path: path)
      let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[path] = StoredFile(bytes: attributes[.size] as? Int ?? 0, sha256: try FileHash.sha256(of: url))
    }
    return files
  }
}
