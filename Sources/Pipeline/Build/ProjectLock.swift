import Chapters
import Files
import Foundation

/// Only one build at a time writes to a project; a second one waits, and says for whom.
///
/// The lock is the kernel's (flock), so a crash releases it.
public final class ProjectLock {
  private let descriptor: Int32

  /// Takes the lock, waiting for another holder if there is one.
  ///
  /// - Parameter waiting: called once with who holds the lock: 'process 123 (report build, since 12:03:04)'.
  /// - Throws: a `FileError`, or `Interrupted` while waiting.
  public init(_ project: ProjectFolder, purpose: String, waiting: (String) -> Void) throws {
    let url = project.state.appending(path: "lock")
    try AtomicFile.createFolder(project.state)
    descriptor = try Disk.openLock(url.path)
    var said = false
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if !said { waiting((try? Self.holder(at: url)) ?? "another build") }
      said = true
      if Interruption.isRequested {
        close(descriptor)
        throw Interrupted()
      }
      usleep(100_000)
    }
    sign(purpose)
  }

  deinit { close(descriptor) }

  private static func holder(at url: URL) throws -> String {
    String(decoding: try RegularFile.start(of: url, count: 200), as: UTF8.self)
  }

  private func sign(_ purpose: String) {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "HH:mm:ss"
    let text = "process \(getpid()) (\(purpose), since \(formatter.string(from: Date())))"
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }
}
