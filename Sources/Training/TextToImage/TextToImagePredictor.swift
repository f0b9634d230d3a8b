import Diffusion
import Networks
import Tensors

/// A text-to-image network as what samplers ask for.
public struct TextToImagePredictor: PromptedNoisePredictor {
  /// The network.
  public let network: TextToImageUNet
  /// For a network of the second stage, the timestep that its low-resolution image was noised to.
  public let noiseLevel: Float?

  /// A network of the first stage, or one of the second with a noise level.
  public init(_ network: TextToImageUNet, noiseLevel: Float? = nil) {
    self.network = network
    self.noiseLevel = noiseLevel
  }

  /// See `PromptedNoisePredictor`.
  public func prediction(for x: Tensor, at timestep: Float, text: Tensor) -> NoisePrediction {
    let count = x.shape[0]
    let output = network(
      x, timesteps: [Float](repeating: timestep, count: count), text: text,
      noiseLevels: noiseLevel.map { [Float](repeating: $0, count: count) })
    let channels = network.configuration
    return NoisePrediction(
      output: output,
      channels: channels.learnsVariance ? channels.outputChannels / 2 : channels.outputChannels)
  }
}
