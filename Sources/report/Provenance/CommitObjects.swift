import Files
import Foundation
import Pipeline

/// The commits of a report's repository, read by git under a configuration of its own.
///
/// A report may come from anywhere, and with it a `.git` whose configuration names programs to be run. So git is given an
/// empty repository that shares the other's objects and has a copy of its references, and nothing else of it.
final class CommitObjects {
  private let root: URL
  private let git: URL
  private let scratch: URL

  /// - Throws: what keeps git from making a repository.
  init(_ root: URL) throws {
    self.root = root
    git = root.appending(path: ".git", directoryHint: .isDirectory)
    scratch = FileManager.default.temporaryDirectory.appending(path: "report-git-\(UUID().uuidString)")
    let command = Command(
      "git", ["init", "--quiet", "--bare", scratch.path], variables: ["GIT_CONFIG_NOSYSTEM": "1"])
    _ = try interruptible { try await SystemCommands().run(command) }
  }

  deinit { try? FileManager.default.removeItem(at: scratch) }

  /// Runs git on the repository's objects.
  ///
  /// - Parameter index: the index that it reads instead of the last one.
  /// - Returns: what it prints.
  /// - Throws: a `CommandFailure`.
  func run(
    _ arguments: [String], input: Command.Input = .nothing, index: Data? = nil
  ) throws -> String {
    if let index { try writeIndex(index) }
    let variables = [
      "GIT_DIR": scratch.path, "GIT_WORK_TREE": root.path,
      "GIT_INDEX_FILE": scratch.appending(path: "copy").path,
      "GIT_OBJECT_DIRECTORY": git.appending(path: "objects").path,
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0",
      "GIT_ATTR_NOSYSTEM": "1", "LC_ALL": "C",
    ]
    let command = Command(
      "git", ["-c", "core.bare=false"] + arguments, input: input, outputLimit: 1 << 24, variables: variables)
    return try interruptible { try await SystemCommands().run(command) }
  }

  /// The commit that a name such as 'HEAD~2', 'main' or '978b4d2' means; nil for anything else.
  func commit(_ name: String) -> String? {
    copyReferences()
    let text = try? run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
    return text?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Writes the files of a commit that are within some paths into a folder.
  ///
  /// - Throws: a `CommandFailure`.
  func checkOut(_ paths: [String], of commit: String, into folder: URL) throws {
    _ = try run(["read-tree", commit])
    let names = try run(["ls-files", "-z", "--"] + paths.map { ":(top)\($0)" })
    let input = Command.Input.bytes([UInt8](names.utf8))
    _ = try run(["checkout-index", "-z", "--stdin", "--prefix=\(folder.path)/"], input: input)
  }

  private func copyReferences() {
    for name in ["HEAD", "packed-refs"] + references("refs") {
      guard let data = try? RegularFile.content(of: git.appending(path: name), limit: 1 << 24) else {
        continue
      }
      try? write(data, to: name)
    }
  }

  /// Writes a copy of an index, as old as the repository's: git looks into the files that are no older than their index,
  /// as an edit of the same second may have left their size as it was.
  private func writeIndex(_ data: Data) throws {
    let name = "copy"
    try write(data, to: name)
    guard let own = FileState(atPath: git.appending(path: "index").path) else { return }
    let second = Date(timeIntervalSince1970: TimeInterval(own.content[0]))
    try FileManager.default.setAttributes(
      [.modificationDate: second], ofItemAtPath: scratch.appending(path: name).path)
  }

  /// Writes a file of the repository, which lies beyond what the report may write.
  private func write(_ data: Data, to name: String) throws {
    let place = scratch.appending(path: name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: place)
  }

  private func references(_ folder: String) -> [String] {
    let paths = (try? Disk.paths(in: git.appending(path: folder).path)) ?? []
    return paths.map { "\(folder)/\($0)" }.filter {
      FileKind(atPath: git.appending(path: $0).path) == .file
    }
  }
}
