/// What fixes the architecture of the MNIST UNet.
public struct UNetConfiguration: Codable, Hashable, Sendable {
  /// The two readings of the course's diagram.
  public enum Variant: String, Codable, CaseIterable, Hashable, Sendable {
    /// The write-up's: the first UpBlock keeps 2 `width` channels, so the second one sees 3 `width`.
    case writeup
    /// The course's: the first UpBlock ends with `width` channels, so the second one sees 2 `width`.
    case official
  }

  /// What the network is told beside the image.
  public enum Conditioning: String, Codable, CaseIterable, Hashable, Sendable {
    /// Nothing.
    case none
    /// The time of the flow.
    case time
    /// The time of the flow and a class.
    case classes = "class"
  }

  /// How many classes a class-conditional network knows.
  public static let classCount = 10

  /// D, the channels of the outermost level.
  public var width: Int
  /// Which reading of the diagram.
  public var variant: Variant
  /// What it is told beside the image.
  public var conditioning: Conditioning

  /// `width` must be positive.
  public init(width: Int, variant: Variant = .writeup, conditioning: Conditioning = .none) {
    precondition(width > 0, "UNetConfiguration: expected a positive width, got \(width)")
    (self.width, self.variant, self.conditioning) = (width, variant, conditioning)
  }

  /// The channels behind the first UpBlock.
  var middleChannels: Int { variant == .writeup ? 2 * width : width }
}
