import Files
import Foundation
import TestSupport

/// A project in a folder of its own.
extension Scratch {
  /// A copy of the project.
  func duplicate() throws -> Scratch {
    let copy = try Scratch()
    for name in try names(in: "") { try copy.copy(url(name), to: name) }
    return copy
  }

  /// Writes a chapter behind those of the sample report.
  func write(_ chapter: SampleChapter) throws { try write(chapter.description, to: SampleChapter.path) }

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
