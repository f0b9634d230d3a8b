import Diffusion
import Tensors

/// What a network of the second stage sees beside its noisy images: they themselves at half the size, or what a first stage
/// draws of them, enlarged again and noised (Ho et al. 2022, "Cascaded diffusion models", section 4.2).
public struct EnlargedImages: Sendable {
  /// How much noise they get at the most, in timesteps of their schedule.
  public static let highestLevel = 400

  /// [N, H, W, 3]
  public let images: Tensor
  /// The timestep that each is noised to, which the network is told.
  public let levels: [Int]

  /// Of images [N, H, W, 3], with noise of their shape and a level for each.
  ///
  /// - Parameter small: the images as the first stage draws them, [N, H / 2, W / 2, 3]; halved if nil.
  public init(
    of images: Tensor, small: Tensor? = nil, levels: [Int], noise: Tensor, _ schedule: NoiseSchedule
  ) {
    let enlarged = (small ?? images.halved).enlarged(height: images.shape[1], width: images.shape[2])
    self.images = schedule.noised(enlarged, with: noise, at: levels)
    self.levels = levels
  }
}
