import Files
import Foundation

extension Trail {
  /// The longest file that is read: 16 MB.
  private static let longestFile = 1 << 24

  /// The trail in a folder of a result or of unfinished work; nil where there is none that a run could have left.
  public init?(in folder: URL) {
    let place = folder.appending(path: Self.fileName)
    guard FileKind(atPath: place.path) == .file,
      let data = try? RegularFile.content(of: place, limit: Self.longestFile),
      let trail = try? JSONDecoder().decode(Trail.self, from: data), trail.isSound
    else { return nil }
    self = trail
  }

  /// Writes it into a folder.
  ///
  /// - Throws: `FileError<FileFault>`.
  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(self), to: folder.appending(path: Self.fileName))
  }
}
