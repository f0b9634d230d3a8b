/// What fixes the architecture of the MNIST UNet.
public struct UNetConfiguration: Codable, Hashable, Sendable {
  /// The two readings of the course's diagram.
  public enum Variant: String, Codable, CaseIterable, Hashable, Sendable {
    /// The write-up's: the first UpBlock keeps 2 `width` channels, so the second one sees 3 `width`.
    case writeup
    /// The course's: the first UpBlock ends with `width` channels, so the second one sees 2 `width`.
    case official
  }

  /// D, the channels of the outermost level.
  public var width: Int
  /// Which reading of the diagram.
  public var variant: Variant

  /// `width` must be positive.
  public init(width: Int, variant: Variant = .writeup) {
    precondition(width > 0, "UNetConfiguration: expected a positive width, got \(width)")
    self.width = width
    self.variant = variant
  }

  /// The channels behind the first UpBlock.
  var middleChannels: Int { variant == .writeup ? 2 * width : width }
}
