import Foundation

/// Names that are equal letter by letter may differ byte by byte: a Mac stores `é` as `e` and an accent.
public enum SpelledPath {
  /// A relative path as the disk spells it; nil where there is no such file.
  public static func existing(_ path: String, in folder: URL) -> String? {
    if path.utf8.allSatisfy({ $0 < 0x80 }) || FileKind(atPath: folder.appending(path: path).path) != nil {
      return path
    }
    var spelled: [String] = []
    for part in path.split(separator: "/").map(String.init) {
      let here = spelled.reduce(folder) { $0.appending(path: $1) }
      if FileKind(atPath: here.appending(path: part).path) != nil {
        spelled.append(part)
        continue
      }
      let names = (try? Disk.names(in: here.path)) ?? []
      // Strings are equal where their letters are, however they are composed.
      guard let name = names.first(where: { $0 == part }) else { return nil }
      spelled.append(name)
    }
    return spelled.joined(separator: "/")
  }
}
