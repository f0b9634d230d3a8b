import Files
import Foundation

/// Makes a file of what came of it earlier; where that turns out to be of another file, once more from nothing.
///
/// - Parameters:
///   - part: what came earlier, if there is anything.
///   - isStale: whether an error shows that it is of another file.
///   - attempt: makes the file of the part.
/// - Throws: the last attempt's error.
func resuming(
  _ part: URL, isStale: (any Error) -> Bool, _ attempt: () async throws -> Void
) async throws {
  let isResumed = FileState(atPath: part.path) != nil
  do {
    try await attempt()
  } catch let error where isResumed && isStale(error) {
    try? Disk.remove(part.path)
    try await attempt()
  }
}
