import Diffusion
import Foundation
import Networks
import Tensors

/// A text-to-image network as what samplers ask for; what it makes of a text is kept for the next step.
public struct TextToImagePredictor: PromptedNoisePredictor {
  /// The network.
  public let network: TextToImageUNet
  /// For a network of the second stage, the timestep that its low-resolution image was noised to.
  public let noiseLevel: Float?
  private let contexts = RecentContexts()

  /// A network of the first stage, or one of the second with a noise level.
  public init(_ network: TextToImageUNet, noiseLevel: Float? = nil) {
    (self.network, self.noiseLevel) = (network, noiseLevel)
  }

  /// x [N, H, W, C], text [N, T, width] -> noise [N, H, W, 3] and what comes with it; see `PromptedNoisePredictor`.
  public func prediction(for x: Tensor, at timestep: Float, text: Tensor) -> NoisePrediction {
    let count = x.shape[0]
    let output = network(
      x, timesteps: [Float](repeating: timestep, count: count), context: contexts.context(of: text, network),
      noiseLevels: noiseLevel.map { [Float](repeating: $0, count: count) })
    let channels = network.configuration
    return NoisePrediction(
      output: output,
      channels: channels.learnsVariance ? channels.outputChannels / 2 : channels.outputChannels)
  }
}

/// The contexts of the last texts: an illusion has several, in turns.
private final class RecentContexts: @unchecked Sendable {
  private static let capacity = 4
  private let lock = NSLock()
  private var recent: [(text: Tensor, context: TextContext<Tensor>)] = []

  func context(of text: Tensor, _ network: TextToImageUNet) -> TextContext<Tensor> {
    lock.lock()
    defer { lock.unlock() }
    if let known = recent.first(where: { $0.text == text }) { return known.context }
    let context = network.context(of: text)
    recent = [(text, context)] + recent.prefix(Self.capacity - 1)
    return context
  }
}
