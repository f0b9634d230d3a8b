import CFiles

/// The program that runs and the libraries that it has loaded, as they are on the disk.
public enum LoadedFiles {
  /// A line for each file, by which another version of it can be told; in an order of their own.
  public static var states: [String] {
    let paths = sequence(first: 0) { $0 + 1 }.lazy.map { loaded_file(CInt($0)) }.prefix { $0 != nil }
      .compactMap { $0.map { String(cString: $0) } }
    return (["/proc/self/exe"] + paths.filter { $0.hasPrefix("/") }).map { path in
      let state = FileState(atPath: path)
      return "\(path) \(state.map { "\($0.inode) \($0.length) \($0.content) \($0.change)" } ?? "")"
    }
  }
}
