import Files
import Foundation

/// A folder for files in the making.
struct ScratchFolder {
  /// The folder.
  let url: URL

  /// A folder for this process in `parent`.
  ///
  /// - Throws: when the disk refuses.
  init(in parent: URL) throws(FileError<FileFault>) {
    let process = ProcessInfo.processInfo.processIdentifier
    url = parent.appendingPathComponent(
      "\(Leftovers.folderPrefix)\(process)-\(UUID().uuidString)", isDirectory: true)
    try AtomicFile.createFolder(url)
  }

  /// Removes the folder with everything in it.
  func remove() {
    try? Disk.removeAll(url.path)
  }
}
