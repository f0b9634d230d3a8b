import Files
import Foundation
import Pipeline

extension Surroundings {
  /// A path that an author wrote: from the report's folder, or absolute.
  package func url(_ path: String, isFolder: Bool = false) -> URL {
    let expanded = NSString(string: path).expandingTildeInPath
    return URL(
      filePath: expanded, directoryHint: isFolder ? .isDirectory : .notDirectory, relativeTo: reportFolder
    ).absoluteURL
  }

  /// A file that an author wrote at an option; `name` is what a block's recipe calls it.
  ///
  /// - Throws: an `OptionMistake` for a folder. A file that is not there is told when it is read.
  package func file(_ path: String, option: String, name: String? = nil) throws -> FileInput {
    let url = url(path)
    if FileKind(behind: url.path) == .folder {
      throw OptionMistake(option, SharedComplaint.folderForFile(option: option, path: path))
    }
    return FileInput(option: option, url: url, name: name, remedy: "check the name")
  }
}
