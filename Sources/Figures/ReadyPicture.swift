import Foundation

/// A picture that was made elsewhere, as the bytes of its file.
public struct ReadyPicture: Codable, Equatable, Sendable {
  /// What its file can be.
  public enum Format: String, Codable, Sendable, CaseIterable { case png, jpg, svg }

  /// The file's bytes.
  public let content: Data
  /// What they are.
  public let format: Format
  /// How wide it is shown where there is room, in screen pixels.
  public let width: Int
  /// How high it is then.
  public let height: Int

  /// A picture of a size.
  public init(_ content: Data, _ format: Format, width: Int, height: Int) {
    (self.content, self.format, self.width, self.height) = (content, format, width, height)
  }
}
