import Files
import Foundation
import Synchronization

/// What a verification has found so far, so that one that is interrupted goes on where it was.
///
/// A report may come from anywhere, and with it notes that say that all is well. So the notes name a file beside them by its
/// number and its last change, which nobody can prepare for a copy; others are not believed, and removed.
final class VerificationNotes: Sendable {
  private struct File: Codable {
    var witness: FileState?
    var found: [String: VerifiedBlock] = [:]
  }

  private let folder: URL
  private let file: Mutex<File>

  private static func place(in folder: URL) -> URL { folder.appending(path: "notes.json") }

  /// The notes in a verification's folder. What is there and cannot be believed, or is no folder, is removed.
  ///
  /// - Throws: `FileError<FileFault>`.
  init(in folder: URL) throws {
    self.folder = folder
    let witness = folder.appending(path: "begun")
    if FileKind(atPath: folder.path) == .folder, FileKind(atPath: witness.path) == .file,
      let state = FileState(atPath: witness.path),
      let data = try? RegularFile.content(of: Self.place(in: folder)),
      let known = try? JSONDecoder().decode(File.self, from: data), known.witness == state
    {
      file = Mutex(known)
      return
    }
    try Disk.removeAll(folder.path)
    try AtomicFile.createFolder(folder)
    try Disk.write(Data(), to: witness.path)
    file = Mutex(File(witness: FileState(atPath: witness.path)))
  }

  /// What was found of a block under the same circumstances; see `Verification.mark`.
  func found(_ mark: String) -> VerifiedBlock? { file.withLock { $0.found[mark] } }

  /// Notes what was found. Where that fails, the next verification runs the block again.
  func add(_ block: VerifiedBlock, _ mark: String) {
    file.withLock { file in
      file.found[mark] = block
      guard let data = try? JSONEncoder().encode(file) else { return }
      try? AtomicFile.write(data, to: Self.place(in: folder))
    }
  }
}
