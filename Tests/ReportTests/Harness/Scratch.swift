import Files
import Foundation

/// A project in a temporary folder of its own; gone with the last reference.
final class Scratch {
  let root: URL

  /// An empty folder.
  init(named name: String = "project") throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "report-test-\(UUID().uuidString)")
    root = parent.appending(path: name, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  /// A folder with files by their paths.
  convenience init(named name: String = "project", _ files: [String: String]) throws {
    try self.init(named: name)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: root.deletingLastPathComponent()) }

  /// A file or folder of the project.
  func url(_ path: String) -> URL { root.appending(path: path) }

  /// Writes a file, making its folders.
  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  /// Writes a file, making its folders.
  func write(_ data: Data, to path: String) throws {
    let folder = url(path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try data.write(to: url(path))
  }

  /// Puts one text in another's place, which must be there.
  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try read(path)
    guard text.contains(old) else { throw NothingToReplace(path: path, text: old) }
    try write(text.replacing(old, with: new), to: path)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(at: url(path)) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  /// The number of a file in its file system: another one once the file has been written anew.
  func number(of path: String) throws -> NSNumber? {
    try FileManager.default.attributesOfItem(atPath: url(path).path)[.systemFileNumber] as? NSNumber
  }

  /// The SHA-256 of every file under some folders by path: two equal ones are equal byte for byte.
  func snapshot(of paths: String...) throws -> [String: String] {
    var sums: [String: String] = [:]
    for path in paths {
      for name in FileManager.default.subpaths(atPath: url(path).path) ?? [] {
        var isFolder: ObjCBool = false
        let file = url("\(path)/\(name)")
        _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
        let content = isFolder.boolValue ? "folder" : try FileHash.sha256(of: file)
        sums["\(path)/\(name)"] = content
      }
    }
    return sums
  }

  /// Runs the program in the project; paths and times in what it says are made the same everywhere.
  func run(
    _ arguments: String..., environment: [String: String] = [:], wrapped wrapper: [String] = [],
    seconds: Double = 120
  ) throws -> Program.Outcome {
    try run(arguments, environment: environment, wrapped: wrapper, seconds: seconds)
  }

  /// The same for arguments in a list.
  func run(
    _ arguments: [String], environment: [String: String] = [:], wrapped wrapper: [String] = [],
    seconds: Double = 120
  ) throws -> Program.Outcome {
    var outcome = try Program.run(
      arguments, in: root, environment: environment, wrapped: wrapper, seconds: seconds)
    outcome.errors = neutral(outcome.errors)
    outcome.output = neutral(outcome.output)
    return outcome
  }

  /// Without what differs from run to run: the project's folder, the times and the keys, which are part of paths.
  func neutral(_ text: String) -> String {
    text.replacing(root.path.hasSuffix("/") ? String(root.path.dropLast()) : root.path, with: "PROJECT")
      .replacing(#/(store\/\.?|work\/)[0-9a-f]{64}/#) { "\($0.1)KEY" }
      .replacing(#/done in [0-9.:]+ (s|min)/#, with: "done in TIME")
      .replacing(#/ \([0-9.:]+ (s|min)\)\n/#, with: " (TIME)\n")
  }
}

/// A test edits a text that its sample does not have.
struct NothingToReplace: Error {
  let path: String
  let text: String
}
