/// Whether samples are copies of training images: how near they come to them, against how near unseen images do.
public struct Memorisation: Equatable, Sendable {
  /// What the distances say.
  public enum Verdict: String, Sendable {
    /// As few samples as unseen images come close to a training image.
    case new
    /// More of them do than of unseen images.
    case someCopies = "some copies"
    /// Most samples do.
    case copies
  }

  /// Below this share of the median distance of unseen images, an image is close enough for a copy.
  public static let threshold = 1.0 / 3
  /// The median distance of a sample from its nearest training image.
  public let sampleDistance: Double
  /// The median distance of an unseen image from its nearest training image.
  public let unseenDistance: Double
  /// The share of samples that are close enough for copies.
  public let copies: Double
  /// The share of unseen images that are: plain ones, such as a digit one, resemble each other without being copied.
  public let usualCopies: Double

  /// The distances from the nearest training image, of samples and of images that the training did not see; not empty.
  public init(samples: [Double], unseen: [Double]) {
    precondition(!samples.isEmpty && !unseen.isEmpty, "Memorisation: expected distances, got none")
    sampleDistance = Self.median(samples)
    let usual = Self.median(unseen)
    unseenDistance = usual
    let shares = [samples, unseen].map { distances in
      Double(distances.count { $0 < Self.threshold * usual }) / Double(distances.count)
    }
    (copies, usualCopies) = (shares[0], shares[1])
  }

  /// `sampleDistance` over `unseenDistance`: about 1 for new images, 0 for copies.
  public var ratio: Double { sampleDistance / unseenDistance }

  /// An excess of one sample in twenty is more than chance.
  public var verdict: Verdict {
    copies - usualCopies > 0.5 ? .copies : copies - usualCopies > 0.05 ? .someCopies : .new
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
