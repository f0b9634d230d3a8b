import Checkpoints
import Foundation
import Tensors

/// A small convolutional classifier of pictures: what one shows, and in which style.
///
/// Its folder has a `config.json` and a `model.safetensors`, with the normalisations folded into the convolutions: 3x3,
/// each with its GELU; then the mean over all positions and a linear map each for subjects and styles.
public struct PictureJudge: Sendable {
  /// What it says of a picture.
  public struct Verdict: Equatable, Sendable {
    /// The subject with the greatest logit.
    public let subject: String
    /// The style with the greatest logit.
    public let style: String
  }

  /// Pictures that are judged together, so that memory stays small.
  private static let batchSize = 64

  /// What it is made of.
  public let configuration: JudgeConfiguration
  private let network: JudgeNetwork

  /// The names of the files in its folder.
  public static let files = ["config.json", "model.safetensors"]

  /// Reads a folder; throws a `JudgeError` that names the key or the tensor that is missing, wrong or left over.
  public init(_ folder: URL) throws(JudgeError) {
    let (configuration, weights) = try Self.open(folder)
    self.configuration = configuration
    do throws(CheckpointError) { network = try JudgeNetwork(configuration).reading(weights) } catch {
      throw .checkpoint(error)
    }
  }

  /// What a folder's judge is made of, with every tensor's name and shape checked but no weight read.
  ///
  /// Throws a `JudgeError`, as reading the judge would.
  public static func check(_ folder: URL) throws(JudgeError) -> JudgeConfiguration {
    try open(folder).configuration
  }

  private static func open(
    _ folder: URL
  ) throws(JudgeError) -> (configuration: JudgeConfiguration, weights: WeightFiles) {
    let configuration: JudgeConfiguration
    do throws(SettingsError) {
      configuration = try JudgeConfiguration(contentsOf: folder.appendingPathComponent(files[0]))
    } catch { throw .settings(error) }
    do throws(CheckpointError) {
      let weights = WeightFiles(try SafetensorsFile(folder.appendingPathComponent(files[1])))
      try weights.require(JudgeNetwork(configuration).weightShapes)
      return (configuration, weights)
    } catch { throw .checkpoint(error) }
  }

  /// The activations of every convolution: [N, S, S, 3] in -1...1 -> [N, s, s, width] each.
  ///
  /// Larger pictures are halved by the binomial filter until they have its side.
  public func layers(of images: Tensor) -> [Tensor] {
    precondition(
      images.shape.count == 4 && images.shape[3] == 3 && images.shape[1] == images.shape[2]
        && configuration.takes(side: images.shape[1]),
      "PictureJudge: expected [N, S, S, 3], S \(configuration.side) or more, got \(images.shape)")
    return network.layers(of: BinomialHalving.value(images, toSide: configuration.side))
  }

  /// The logits [N, subjects] and [N, styles] of pictures [N, S, S, 3] in -1...1.
  public func logits(of images: Tensor) -> (subject: Tensor, style: Tensor) {
    let mean = layers(of: images).last.map(Self.meanOverPositions) ?? images
    return (network.subject(mean), network.style(mean))
  }

  /// What it says of pictures [N, S, S, 3] in -1...1.
  public func verdicts(of images: Tensor) -> [Verdict] {
    stride(from: 0, to: images.shape[0], by: Self.batchSize).flatMap { start in
      let logits = logits(of: images.gathering(start..<min(start + Self.batchSize, images.shape[0])))
      return zip(Self.greatest(logits.subject), Self.greatest(logits.style)).map {
        Verdict(subject: configuration.subjects[$0], style: configuration.styles[$1])
      }
    }
  }

  /// Whether a subject will do for the one that was asked for.
  public func isRight(_ seen: String, for asked: String) -> Bool {
    seen == asked || configuration.alsoRight[asked]?.contains(seen) == true
  }

  /// [N, H, W, C] -> [N, C], summed in double precision.
  private static func meanOverPositions(_ x: Tensor) -> Tensor {
    let (channels, positions) = (x.shape[3], x.shape[1] * x.shape[2])
    var sums = [Double](repeating: 0, count: x.shape[0] * channels)
    for (index, value) in x.scalars.enumerated() {
      sums[index / (positions * channels) * channels + index % channels] += Double(value)
    }
    return Tensor(shape: [x.shape[0], channels], scalars: sums.map { Float($0 / Double(positions)) })
  }

  /// The index of each row's greatest element, the lower one of two that are equal.
  private static func greatest(_ logits: Tensor) -> [Int] {
    let (values, count) = (logits.scalars, logits.shape[1])
    return stride(from: 0, to: values.count, by: count).map { row in
      (0..<count).reduce(0) { values[row + $1] > values[row + $0] ? $1 : $0 }
    }
  }
}
