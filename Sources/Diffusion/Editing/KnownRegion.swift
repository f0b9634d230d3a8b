import Tensors

/// The known part of an image, put back after every step (Lugmayr et al. 2022, eq. 8): x <- m x + (1 - m) known, with
/// the known image noised to the timestep that x has arrived at.
///
/// At the end of the way the known part is the image itself, so it leaves exactly as it came.
public struct KnownRegion: Sendable {
  /// [N, H, W, C]
  public let image: Tensor
  /// 1 where something new is made and 0 where the image is known, the shape of the image.
  public let mask: Tensor
  private let schedule: NoiseSchedule
  private let timesteps: [Int]

  /// mask: [H, W], [H, W, 1], [1, H, W, 1] or the image's shape.
  public init(of image: Tensor, mask: Tensor, _ schedule: NoiseSchedule, steps timesteps: [Int]) {
    (self.image, self.mask) = (image, mask.broadcast(toImages: image.shape))
    (self.schedule, self.timesteps) = (schedule, timesteps)
  }

  /// x [N, H, W, C] with the known region at the noise of `timesteps[index]`; clean behind the last one, or at
  /// `lastIndex`.
  public func impose(
    on x: Tensor, at index: Int, lastIndex: Int? = nil, _ generator: inout TorchGenerator
  ) -> Tensor {
    let isClean = index >= timesteps.count || index == lastIndex
    let noise = generator.normalImages(image.shape)
    let known = isClean ? image : schedule.noised(image, with: noise, at: timesteps[index])
    return x.replacingUnmasked(mask, with: known)
  }
}

extension Tensor {
  /// self where the mask is 1, `other` where it is 0, and their mixture between.
  func replacingUnmasked(_ mask: Tensor, with other: Tensor) -> Tensor {
    precondition(
      shape == mask.shape && shape == other.shape,
      "replacingUnmasked: expected three tensors of one shape, got \(shape), \(mask.shape), \(other.shape)")
    let (own, weights, known) = (scalars, mask.scalars, other.scalars)
    return Tensor(shape: shape) { result in
      for index in result.indices {
        let m = weights[index]
        result[index] = m == 0 ? known[index] : m == 1 ? own[index] : m * own[index] + (1 - m) * known[index]
      }
    }
  }

  /// A mask with one value for each pixel as one with a value for each channel of [N, H, W, C].
  func broadcast(toImages images: [Int]) -> Tensor {
    if shape == images { return self }
    let pixels = images[1] * images[2]
    precondition(
      count == pixels, "broadcast: expected a mask of \(images[1]) x \(images[2]), got shape \(shape)")
    let values = scalars
    return Tensor(shape: images) { result in
      for index in result.indices { result[index] = values[index / images[3] % pixels] }
    }
  }
}
