import Foundation

/// The folder under which every data set has a folder of its own.
public struct DataFolder: Equatable, Sendable {
  /// The folder; it need not exist yet.
  public let url: URL

  /// A folder chosen by the caller.
  public init(_ url: URL) { self.url = url }

  /// The first of: `explicit` (the option `--data`), `REPORT_DATA`, the user's cache folder.
  ///
  /// The cache is `$XDG_CACHE_HOME/report/data`, else `~/.cache/report/data` (on macOS
  /// `~/Library/Caches/report/data`). Empty values count as unset, and so does a relative
  /// `XDG_CACHE_HOME`, as its specification demands.
  public init(
    explicit: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    url = Self.chosen(explicit, "REPORT_DATA", "report/data", environment)
  }

  /// Where a catalogued set lives.
  public func folder(of entry: DatasetCatalogue.Entry) -> URL {
    url.appendingPathComponent(entry.name, isDirectory: true)
  }

  /// The first of: a path, the path that a variable of the environment holds, a folder of the user's cache.
  static func chosen(
    _ path: String?, _ variable: String, _ usual: String, _ environment: [String: String]
  ) -> URL {
    guard let path = [path, environment[variable]].compactMap({ $0 }).first(where: { !$0.isEmpty }) else {
      return cache(environment).appendingPathComponent(usual, isDirectory: true)
    }
    return URL(fileURLWithPath: NSString(string: path).expandingTildeInPath, isDirectory: true)
  }

  /// The user's folder for what can be fetched again.
  private static func cache(_ environment: [String: String]) -> URL {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return URL(fileURLWithPath: cache, isDirectory: true)
    }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    #if os(macOS)
      let folder = "Library/Caches"
    #else
      let folder = ".cache"
    #endif
    return URL(fileURLWithPath: home, isDirectory: true).appendingPathComponent(folder, isDirectory: true)
  }
}
