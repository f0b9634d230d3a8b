import Foundation

/// A temporary folder of one test; gone with the last reference.
package final class Scratch {
  package let root: URL

  /// An empty folder of this name.
  package init(named name: String = "project") throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "report-test-\(UUID().uuidString)")
    root = parent.appending(path: name, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  /// A folder with files by their paths.
  package convenience init(named name: String = "project", _ files: [String: String]) throws {
    try self.init(named: name)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: root.deletingLastPathComponent()) }

  /// A file or folder in it.
  package func url(_ path: String) -> URL { root.appending(path: path) }

  /// Writes a file, making its folders.
  @discardableResult package func write(_ text: String, to path: String) throws -> URL {
    try write(Data(text.utf8), to: path)
  }

  /// Writes a file, making its folders.
  @discardableResult package func write(_ bytes: [UInt8], to path: String) throws -> URL {
    try write(Data(bytes), to: path)
  }

  /// Writes a file, making its folders.
  @discardableResult package func write(_ data: Data, to path: String) throws -> URL {
    let file = try place(for: path)
    try data.write(to: file)
    return file
  }

  /// Copies a file or a folder, making the folders around its copy.
  @discardableResult package func copy(_ source: URL, to path: String) throws -> URL {
    let copy = try place(for: path)
    try FileManager.default.copyItem(at: source, to: copy)
    return copy
  }

  /// Makes a folder and those around it.
  @discardableResult package func createFolder(_ path: String) throws -> URL {
    try FileManager.default.createDirectory(at: url(path), withIntermediateDirectories: true)
    return url(path)
  }

  private func place(for path: String) throws -> URL {
    let folder = url(path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return url(path)
  }

  /// Puts one text in another's place, which must be there.
  package func replace(_ old: String, with new: String, in path: String) throws {
    let text = try read(path)
    guard text.contains(old) else { throw NothingToReplace(path: path, text: old) }
    try write(text.replacing(old, with: new), to: path)
  }

  /// A file's text.
  package func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  /// Removes a file or a folder with all that is in it.
  package func remove(_ path: String) throws { try FileManager.default.removeItem(at: url(path)) }

  package func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  /// The names in a folder, sorted.
  package func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(path).path).sorted()
  }
}

/// A test edits a text that its sample does not have.
struct NothingToReplace: Error {
  let path: String
  let text: String
}
