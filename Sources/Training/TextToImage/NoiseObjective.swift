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

  /// The family's own choices.
  public init(target: PredictionTarget = .noise, boundWeight: Float = 1, dropProbability: Double = 0.1) {
    (self.target, self.boundWeight, self.dropProbability) = (target, boundWeight, dropProbability)
  }

  /// Images [N, H, W, C] in -1...1 with their texts [N, T, D], and the empty text [1, T, D] -> a batch.
  ///
  /// Draws the noise, one timestep for each image and then one number for each that decides about its text.
  public func batch(
    of images: Tensor, texts: Tensor, emptyText: Tensor, _ schedule: NoiseSchedule,
    _ generator: inout TorchGenerator
  ) -> NoiseBatch {
    let noise = generator.normalImages(images.shape)
    let timesteps = generator.integers(images.shape[0], below: schedule.count)
    let keeps = generator.uniform([images.shape[0]]).scalars.map { Double($0) >= dropProbability }
    return NoiseBatch(
      images: images, noise: noise, timesteps: timesteps,
      text: texts.replacingRows(where: keeps.map(!), with: emptyText), schedule)
  }

  /// The loss of a network's output [N, H, W, C or 2 C] for a batch.
  public func loss(of output: Variable, for batch: NoiseBatch) -> Variable {
    let channels = batch.images.shape[3]
    guard output.shape[3] == 2 * channels else {
      return output.meanSquaredError(to: batch.target(target))
    }
    let predicted = output.channels(0..<channels)
    let bound = output.channels(channels..<2 * channels)
      .varianceBound(batch.bound(predicted: predicted.value, target))
    return predicted.meanSquaredError(to: batch.target(target)) + boundWeight * bound
  }
}

extension TextToImageUNet {
  /// The loss of a batch and its gradient for every weight, a network of the first stage.
  public func valueWithGradient(_ objective: NoiseObjective, _ batch: NoiseBatch) -> LossGradient {
    valueWithGradient { network in
      let output = network(
        Variable(batch.input), timesteps: batch.timesteps.map { Float($0) }, text: Variable(batch.text))
      return objective.loss(of: output, for: batch)
    }
  }
}

extension Tensor {
  /// Some rows of [N, ...] replaced by the only row of `other`.
  fileprivate func replacingRows(where isReplaced: [Bool], with other: Tensor) -> Tensor {
    let size = count / max(1, isReplaced.count)
    precondition(
      other.count == size, "replacingRows: expected a row of \(size) elements, got shape \(other.shape)")
    let (own, replacement) = (scalars, other.scalars)
    return Tensor(shape: shape) { result in
      for index in result.indices {
        result[index] = isReplaced[index / size] ? replacement[index % size] : own[index]
      }
    }
  }
}
