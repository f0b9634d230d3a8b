import Foundation
import Pipeline
import SharedDirectives

/// A file or folder as the author wrote it, and where it is.
struct WrittenPath {
  /// The author's words.
  let text: String
  let url: URL

  /// A path from the report's folder, or an absolute one.
  init(_ text: String, isFolder: Bool = false, in surroundings: Surroundings) {
    (self.text, url) = (text, surroundings.url(text, isFolder: isFolder))
  }

  /// What the author would call a file: this one, or one in this folder.
  func name(_ path: String) -> String {
    func plain(_ path: String) -> String { path.hasSuffix("/") ? String(path.dropLast()) : path }
    let own = plain(url.path)
    return path.hasPrefix(own) ? plain(text) + path.dropFirst(own.count) : path
  }
}
