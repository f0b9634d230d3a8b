import Chapters
import Files
import Foundation
import Pipeline
import SharedDirectives

extension Surroundings {
  /// A file that an author names at an option; one that is not there is the author's mistake.
  ///
  /// - Throws: an `OptionMistake`.
  func givenFile(_ path: String, option: String) throws -> FileInput {
    let file = try file(path, option: option, name: path)
    if FileCause.absence(of: file.url) == .missing {
      let folder = file.url.deletingLastPathComponent()
      let names = (try? Disk.names(in: folder.path)) ?? []
      let near = Suggestion.nearest(to: file.url.lastPathComponent, among: names.sorted())
      let parent = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
      let complaint = ColumnComplaint.missingFile(option: option, path: path, near: near.map { parent + $0 })
      throw OptionMistake(option, complaint)
    }
    return file
  }

  /// A path as messages show it.
  func shown(_ url: URL) -> String {
    ProjectFolder(root: reportFolder.deletingLastPathComponent()).shown(url)
  }
}
