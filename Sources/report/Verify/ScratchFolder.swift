import Foundation

/// A folder for what a command needs while it runs; gone with the last reference.
final class ScratchFolder {
  let url = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: url) }
}
