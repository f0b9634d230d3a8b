import Foundation

/// A folder for files in the making.
struct ScratchFolder {
  /// The folder.
  let url: URL

  private static let prefix = ".fetch-"

  /// A folder for this process in `parent`; those that dead processes left there are removed.
  ///
  /// - Throws: when the disk refuses.
  init(in parent: URL) throws {
    Self.removeAbandoned(in: parent)
    let name = "\(Self.prefix)\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
    url = parent.appendingPathComponent(name, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Removes the folder with everything in it.
  func remove() {
    try? FileManager.default.removeItem(at: url)
  }

  private static func removeAbandoned(in parent: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let digits = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let process = pid_t(digits), kill(process, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
    }
  }
}
