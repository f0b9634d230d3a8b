/// Whether samples are copies of training images: how near they come to them, against how near unseen images do.
public struct Memorisation: Equatable, Sendable {
  /// What the distances say.
  public enum Verdict: String, Sendable {
    /// Samples keep a distance from the training images like unseen images do.
    case new
    /// Some samples lie closer to a training image than half of what is usual for unseen ones.
    case someCopies = "some copies"
    /// Most samples do.
    case copies
  }

  /// A sample is a copy below this share of the median distance of unseen images.
  public static let threshold = 0.5
  /// The median distance of a sample from its nearest training image.
  public let sampleDistance: Double
  /// The median distance of an unseen image from its nearest training image.
  public let unseenDistance: Double
  /// The share of samples that are copies.
  public let copies: Double

  /// The distances from the nearest training image, of samples and of images that the training did not see; not empty.
  public init(samples: [Double], unseen: [Double]) {
    precondition(!samples.isEmpty && !unseen.isEmpty, "Memorisation: expected distances, got none")
    sampleDistance = Self.median(samples)
    let usual = Self.median(unseen)
    unseenDistance = usual
    copies = Double(samples.count { $0 < Self.threshold * usual }) / Double(samples.count)
  }

  /// `sampleDistance` over `unseenDistance`: about 1 for new images, 0 for copies.
  public var ratio: Double { sampleDistance / unseenDistance }

  /// One copy in a hundred is more than chance.
  public var verdict: Verdict { copies > 0.5 ? .copies : copies > 0.01 ? .someCopies : .new }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
