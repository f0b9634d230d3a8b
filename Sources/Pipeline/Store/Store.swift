import Files
import Foundation

/// The results of all blocks that ever ran, by key: `.report/store/KEY/`.
///
/// An entry appears whole (written under another name, flushed, renamed) and is never changed.
public struct Store: Sendable {
  let folder: URL
  /// The sums of files that were looked at before.
  public let sums: SeenSums

  /// The store of a project.
  public init(_ project: ProjectFolder) { (folder, sums) = (project.state, SeenSums(project)) }

  /// The folders in it, of results, of unfinished work, and of what was built last.
  public static func folders(of project: ProjectFolder) -> [URL] {
    ["store", "work", "last"].map { project.state.appending(path: $0) }
  }

  /// Where an entry's files are.
  public func entry(_ key: String) -> URL {
    folder.appending(path: "store/\(key)", directoryHint: .isDirectory)
  }

  /// Where an unfinished block keeps what it needs to go on; survives a crash and goes when the block is done.
  public func workFolder(_ key: String) -> URL {
    folder.appending(path: "work/\(key)", directoryHint: .isDirectory)
  }

  /// The keys of blocks that have a work folder.
  var unfinished: Set<String> { Set((try? Disk.names(in: folder.appending(path: "work").path)) ?? []) }

  /// Removes what a block kept that is done. Where that fails, the next build tries again.
  func forgetWork(_ key: String) { try? Disk.removeAll(workFolder(key).path) }

  /// What a look into the store found.
  public enum Finding: Sendable {
    case missing
    /// The entry is there and cannot be trusted, with the reason.
    case damaged(String)
    /// The system cannot read the entry, which may be as it should.
    case unreadable(FileError<FileFault>)
    case found(StoredResult)

    /// The result, if there is one that can be trusted.
    public var result: StoredResult? { if case .found(let result) = self { result } else { nil } }
  }

  /// Looks an entry up and checks the sums of all its files that changed since they were summed last, but checkpoints, which
  /// are checked when they are read.
  public func find(_ key: String) -> Finding {
    do throws(FileError<FileFault>) { return try look(up: key) } catch {
      if error.reason.mayPass { return .unreadable(error) }
      return .damaged("\(URL(filePath: error.file).lastPathComponent) \(error.reason)")
    }
  }

  private func look(up key: String) throws(FileError<FileFault>) -> Finding {
    let url = entry(key)
    guard let kind = FileKind(atPath: url.path) else { return .missing }
    guard kind == .folder else { return .damaged("it is no folder") }
    let data = try RegularFile.content(of: url.appending(path: "result.json"), limit: Self.longestRecord)
    guard let result = try? JSONDecoder().decode(StoredResult.self, from: data) else {
      return .damaged("result.json cannot be read")
    }
    guard result.format == StoredResult.format, result.recipe.key == key else {
      return .damaged("result.json belongs to something else")
    }
    if let problem = result.problem { return .damaged(problem) }
    let folder = url.path
    for (path, file) in result.files.sorted(by: { $0.key < $1.key }) {
      if let problem = try problem(with: path, file, in: folder) { return .damaged(problem) }
    }
    if let problem = try result.drawingProblem(in: folder) ?? result.tableProblem {
      return .damaged(problem)
    }
    return .found(result)
  }

  /// The longest `result.json` that is read: 64 MB.
  private static let longestRecord = 1 << 26

  /// Looks at the sums of the files that `find` passes over.
  ///
  /// - Throws: `FileError<FileFault>` for one that cannot be read and may be as it should.
  public func damage(in key: String, _ result: StoredResult) throws(FileError<FileFault>) -> String? {
    for (path, file) in result.files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".safetensors") {
      let place = entry(key).appending(path: path).path
      guard FileKind(atPath: place) == .file else { return "\(path) is missing" }
      if try FileHash.sha256(atPath: place) != file.sha256 { return "\(path) has other content" }
    }
    return nil
  }

  private func problem(
    with path: String, _ file: StoredFile, in folder: String
  ) throws(FileError<FileFault>) -> String? {
    let place = "\(folder)/\(path)"
    guard let (kind, size) = FileKind.look(at: place) else { return "\(path) is missing" }
    guard kind == .file else { return "\(path) is no file" }
    guard size == file.bytes else { return "\(path) has \(size.counted("byte")) instead of \(file.bytes)" }
    guard !path.hasSuffix(".safetensors") else { return nil }
    return try sums.sum(atPath: place) == file.sha256 ? nil : "\(path) has other content"
  }

  /// Keeps a finished block's folder under its key.
  func keep(_ scratch: URL, as key: String, result: (_ files: [String: StoredFile]) -> StoredResult) throws {
    let stored = result(try inventory(of: scratch))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try Disk.write(encoder.encode(stored), to: scratch.appending(path: "result.json").path)
    try flushFolders(of: stored, in: scratch.path)
    let place = entry(key)
    if FileKind(atPath: place.path) != nil { try discard(key) }
    try Disk.rename(scratch.path, to: place.path)
    try Disk.flushFolder(place.deletingLastPathComponent().path)
  }

  private func flushFolders(of result: StoredResult, in folder: String) throws {
    let inner = Set(result.files.keys.flatMap(\.foldersAround))
    for path in inner.sorted().reversed() { try Disk.flushFolder("\(folder)/\(path)") }
    try Disk.flushFolder(folder)
  }

  /// Removes an entry that cannot be trusted.
  func discard(_ key: String) throws {
    let doomed = folder.appending(path: "store/.\(key).damaged")
    try Disk.removeAll(doomed.path)
    try Disk.rename(entry(key).path, to: doomed.path)
    try? Disk.removeAll(doomed.path)
  }

  /// A new empty folder for a block's output.
  func makeScratch(_ key: String) throws -> URL {
    let scratch = folder.appending(path: "store/.\(key).new", directoryHint: .isDirectory)
    try Disk.removeAll(scratch.path)
    try AtomicFile.createFolder(scratch)
    return scratch
  }

  private func inventory(of scratch: URL) throws -> [String: StoredFile] {
    var files: [String: StoredFile] = [:]
    for path in try Disk.paths(in: scratch.path) {
      let place = "\(scratch.path)/\(path)"
      guard FileKind(atPath: place) == .file, let state = FileState(atPath: place) else { continue }
      files[path] = StoredFile(bytes: state.length, sha256: try FileHash.sha256(atPath: place))
    }
    return files
  }
}

extension String {
  /// The folders that a relative path leads through, the outermost first: 'a' and 'a/b' for 'a/b/c'.
  package var foldersAround: [String] {
    utf8.indices.filter { utf8[$0] == UInt8(ascii: "/") }.map { String(self[..<$0]) }
  }
}
