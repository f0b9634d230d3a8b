/// Paths within a folder.
enum SitePath {
  /// A path in its one spelling, so that a file has one place in the site: without `.`, `..` and a slash too many; nil
  /// where it leads out of the folder.
  static func plain(_ path: String) -> String? {
    guard !path.hasPrefix("/") else { return nil }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
