import Autograd
import Diffusion
import Networks
import Tensors

/// What a text-to-image network learns: the noise in an image, or the velocity, and beside it the variance.
///
/// (Ho, Jain and Abbeel 2020, eq. 14; Salimans and Ho 2022, section 4; Nichol and Dhariwal 2021, eq. 16.)
public struct NoiseObjective: Codable, Hashable, Sendable {
  /// What the network predicts.
  public var target: PredictionTarget
  /// The weight of the variational bound, which teaches the variance only; the paper's lambda times the number of
  /// timesteps, 1 for a thousand.
  public var boundWeight: Float
  /// The share of images that lose their text, so that one network learns both (Ho and Salimans 2022); in 0...1.
  public var dropProbability: Double
  /// How timesteps are chosen.
  public var timesteps = TimestepChoice.independent
  /// How much the error at each of them counts.
  public var weighting = NoiseWeighting.plain

  /// The family's own choices.
  public init(
    target: PredictionTarget = .noise, boundWeight: Float = 1, dropProbability: Double = 0.1,
    timesteps: TimestepChoice = .independent, weighting: NoiseWeighting = .plain
  ) {
    (self.target, self.boundWeight, self.dropProbability) = (target, boundWeight, dropProbability)
    (self.timesteps, self.weighting) = (timesteps, weighting)
  }

  /// Reads what was written, also by versions that knew one choice of timesteps and weights; throws what the decoder does.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    target = try values.decode(PredictionTarget.self, forKey: .target)
    boundWeight = try values.decode(Float.self, forKey: .boundWeight)
    dropProbability = try values.decode(Double.self, forKey: .dropProbability)
    timesteps = try values.decodeIfPresent(TimestepChoice.self, forKey: .timesteps) ?? .independent
    weighting = try values.decodeIfPresent(NoiseWeighting.self, forKey: .weighting) ?? .plain
  }

  /// Images [N, H, W, C] in -1...1 with their texts [N, T, D], and the empty text [1, T, D] -> a batch.
  ///
  /// Draws the noise, a timestep for each image and then one number for each that decides about its text.
  public func batch(
    of images: Tensor, texts: Tensor, emptyText: Tensor, _ schedule: NoiseSchedule,
    _ generator: inout TorchGenerator
  ) -> NoiseBatch {
    let draws = NoiseDraws(
      self, shape: images.shape, timesteps: schedule.count, levels: nil, &generator)
    return NoiseBatch(
      images: images, noise: draws.noise, timesteps: draws.timesteps,
      text: .embedded(texts.replacingRows(where: draws.keeps.map(!), with: emptyText)), schedule)
  }

  /// The loss of a network's output [N, H, W, C or 2 C] for a batch.
  public func loss(of output: Variable, for batch: NoiseBatch) -> Variable {
    let channels = batch.images.shape[3]
    guard output.shape[3] == 2 * channels else { return error(of: output, for: batch) }
    let predicted = output.channels(0..<channels)
    let bound = output.channels(channels..<2 * channels)
      .varianceBound(batch.bound(predicted: predicted.value, target))
    return error(of: predicted, for: batch) + boundWeight * bound
  }

  private func error(of predicted: Variable, for batch: NoiseBatch) -> Variable {
    guard let weights = weighting.weights(batch.schedule, target) else {
      return predicted.meanSquaredError(to: batch.target(target))
    }
    return predicted.meanSquaredError(
      to: batch.target(target), weights: batch.timesteps.map { weights[$0] })
  }
}

extension TrainedNetworks {
  /// The loss of a batch and its gradient for every weight; the encoder, if there is one, learns through the UNet.
  public func valueWithGradient(_ objective: NoiseObjective, _ batch: NoiseBatch) -> LossGradient {
    valueWithGradient { networks in
      let text =
        switch batch.text {
        case .embedded(let embeddings): Variable(embeddings)
        case .tokens(let tokens): networks.embeddings(tokens)
        }
      let output = networks.unet(
        Variable(batch.networkInput), timesteps: batch.timesteps.map { Float($0) }, text: text,
        noiseLevels: batch.enlarged?.levels.map { Float($0) })
      return objective.loss(of: output, for: batch)
    }
  }
}

extension TextToImageUNet {
  /// The loss of a batch and its gradient for every weight of a network that learns alone.
  public func valueWithGradient(_ objective: NoiseObjective, _ batch: NoiseBatch) -> LossGradient {
    TrainedNetworks(unet: self).valueWithGradient(objective, batch)
  }
}
