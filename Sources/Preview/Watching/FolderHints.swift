import Foundation
import Synchronization

/// Says whether something may have happened in folders, so that nobody need look at their files all the time.
///
/// Linux tells (inotify). Elsewhere, and where it cannot tell of a folder, something may always have happened.
final class FolderHints: Sendable {
  private let isComplete = Atomic(true)

  #if os(Linux)
    private let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    private static let events = UInt32(
      IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE
        | IN_DELETE_SELF | IN_MOVE_SELF)

    deinit { close(descriptor) }

    /// Watches a folder, if it is there.
    func add(_ folder: String) {
      guard inotify_add_watch(descriptor, folder, Self.events) < 0, errno != ENOENT else { return }
      isComplete.store(false, ordering: .relaxed)
    }

    /// Whether something may have happened since it was asked last.
    func take() -> Bool {
      var (buffer, isTold) = ([UInt8](repeating: 0, count: 1 << 14), !isComplete.load(ordering: .relaxed))
      while read(descriptor, &buffer, buffer.count) > 0 { isTold = true }
      return isTold
    }
  #else
    /// Watches a folder, if it is there.
    func add(_ folder: String) {}

    /// Whether something may have happened since it was asked last.
    func take() -> Bool { true }
  #endif
}
