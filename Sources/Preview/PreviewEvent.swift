import Chapters
import Foundation

/// What a preview has to tell whoever started it.
public enum PreviewEvent: Sendable {
  /// It is served at an address; the port is another than the usual one where that is taken.
  case listening(URL, isUsual: Bool)
  /// What is wrong with the report, which is shown as it was before.
  case problems([Diagnostic])
  /// Nothing is wrong any longer.
  case mended
  /// A block began to run, or failed.
  case block(BlockEvent)
}
