import Tensors

/// What the unconditional network of the write-up's first part learns.
public enum DenoisingObjective: Codable, Hashable, Sendable {
  /// From x + sigma eps back to x.
  case noise(sigma: Double)
  /// From eps alone to x: nothing in the input tells which x.
  case pureNoise

  /// Images [N, H, W, C] in 0...1 -> a batch with fresh noise, drawn as `torch.randn_like` on [N, C, H, W].
  public func batch(of images: Tensor, _ generator: inout TorchGenerator) -> DenoisingBatch {
    let noise = generator.normalImages(images.shape)
    return switch self {
    case .noise(let sigma): DenoisingBatch(input: images.adding(noise, sigma: sigma), target: images)
    case .pureNoise: DenoisingBatch(input: noise, target: images)
    }
  }
}

/// What a denoiser sees and what it should have answered.
public struct DenoisingBatch: Sendable {
  /// [N, H, W, C], noisy.
  public let input: Tensor
  /// [N, H, W, C], clean.
  public let target: Tensor
}
