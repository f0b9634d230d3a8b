import Checkpoints
import Diffusion
import Networks
import Tensors

/// A text-to-image model from its folder, ready to sample: the network, its schedule, and what it was trained to say.
public struct TextToImageModel {
  /// Where it came from.
  public let folder: ModelFolder
  /// The network.
  public let network: TextToImageUNet
  /// The noise that it was trained with.
  public let schedule: NoiseSchedule
  /// How fewer timesteps are taken from all.
  public let timesteps: TrainedTimesteps
  /// What the model's own sampler does to estimates that leave -1...1.
  public let thresholding: Thresholding
  /// The variance of the model's own reverse steps.
  public let variance: DDPM.Variance
  /// What the network predicts.
  public let prediction: PredictionTarget
  /// For a network of the second stage, the noise that its low-resolution image gets.
  public let imageNoise: NoiseSchedule?
  private let predictor: TextToImagePredictor

  /// The model of a folder; its weights stay in their files until a layer needs them.
  ///
  /// Throws a `ModelError` that names the file, and the key or the tensor that is missing, misshapen or left over.
  public init(_ folder: ModelFolder) throws(ModelError) {
    let scheduler = try folder.scheduler()
    self.folder = folder
    schedule = NoiseSchedule(scheduler)
    timesteps = TrainedTimesteps(scheduler)
    thresholding = Thresholding(scheduler.thresholding)
    variance = DDPM.Variance(scheduler.variance)
    prediction = PredictionTarget(scheduler.prediction)
    network = try folder.network()
    imageNoise =
      network.configuration.isToldNoiseLevel
      ? NoiseSchedule(try folder.scheduler(.imageNoisingScheduler)) : nil
    predictor = TextToImagePredictor(network)
  }

  /// The side of its images, in pixels.
  public var side: Int { network.configuration.side }

  /// The model with a text, guided away from another.
  ///
  /// - Parameters:
  ///   - text: [1, tokens, width]
  ///   - negative: [1, tokens, width]
  ///   - scale: 1 is the plain model with the text, evaluated once.
  public func guided(by text: Tensor, awayFrom negative: Tensor, scale: Double) -> GuidedTextToImage {
    GuidedTextToImage(
      guided: GuidedNoise(predictor, text: text, negative: negative, scale: Float(scale)),
      schedule: prediction == .velocity ? schedule : nil)
  }

  /// A model of the second stage with a text and with an image that it enlarges.
  ///
  /// - Parameters:
  ///   - image: [N, h, w, 3] in -1...1, enlarged to the side of the model's images.
  ///   - noiseLevel: the timestep of `imageNoise` that the enlarged image is noised to, once; the network is told it.
  ///   - streams: draw that noise, as torch does for [N, 3, side, side].
  public func enlarging(
    _ image: Tensor, noiseLevel: Int, by text: Tensor, awayFrom negative: Tensor, scale: Double,
    _ streams: inout ImageStreams
  ) -> GuidedSuperResolution {
    enlarging(
      image, noiseLevel: noiseLevel, by: [text], through: [.identity], awayFrom: negative, scale: scale,
      &streams)[0]
  }

  /// The same with a text for each of several views, through which the noised image is seen, too.
  public func enlarging(
    _ image: Tensor, noiseLevel: Int, by texts: [Tensor], through views: [ImageView],
    awayFrom negative: Tensor, scale: Double, _ streams: inout ImageStreams
  ) -> [GuidedSuperResolution] {
    precondition(
      imageNoise != nil, "TextToImageModel: expected a network of the second stage to enlarge with")
    let told = TextToImagePredictor(network, noiseLevel: Float(noiseLevel))
    let enlarging = SuperResolution(
      told, image: image, height: side, width: side, noiseLevel: noiseLevel, imageNoise ?? schedule,
      &streams)
    return zip(texts, views).map { text, view in
      GuidedSuperResolution(
        guided: GuidedNoise(
          enlarging.seen(through: view), text: text, negative: negative, scale: Float(scale)),
        schedule: prediction == .velocity ? schedule : nil)
    }
  }
}

/// A text-to-image model with its texts, whatever it was trained to predict.
public struct GuidedModel<Model: PromptedNoisePredictor>: NoisePredictor {
  fileprivate let guided: GuidedNoise<Model>
  /// For a network that predicts v.
  fileprivate let schedule: NoiseSchedule?

  /// x [N, H, W, C] -> noise [N, H, W, 3] and what comes with it; see `NoisePredictor`.
  public func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
    guard let schedule else { return guided.prediction(for: x, at: timestep) }
    return NoiseFromVelocity(guided, schedule).prediction(for: x, at: timestep)
  }
}

/// A model of the first stage with its texts.
public typealias GuidedTextToImage = GuidedModel<TextToImagePredictor>
/// A model of the second stage with its texts and its image.
public typealias GuidedSuperResolution = GuidedModel<SuperResolution<TextToImagePredictor>>

extension ModelFolder {
  /// Weights in single precision are kept so up to so many bytes.
  private static let singleLimit = 1 << 30

  /// The network, every tensor's name and shape checked. Weights in half precision stay so in memory, at no loss of speed
  /// or precision. Throws a `ModelError` for a part that is missing, and for a tensor or a setting that is wrong.
  public func network() throws(ModelError) -> TextToImageUNet {
    let (configuration, weights) = (try networkConfiguration(), try networkWeights())
    do throws(CheckpointError) {
      let isSingle = weights.byteCount <= Self.singleLimit && !weights.holdsHalfPrecision
      return try TextToImageUNet(
        configuration, from: weights, path: weights.path, residency: isSingle ? .single : .half)
    } catch { throw .checkpoint(error) }
  }
}
