import Checkpoints
import Foundation
import Networks
import Tensors

/// The UNet's weights before the first step of a training.
public enum NetworkStart: Sendable {
  /// Drawn by the seed.
  case drawn
  /// Drawn by the seed, and then the ends of all residual branches set to zero; see `startResidualsAtZero`.
  case drawnWithZeroResiduals
  /// Those of a network, which goes on learning.
  case given(TextToImageUNet)

  func network(
    _ configuration: TextToImageConfiguration, _ generator: inout TorchGenerator
  ) -> TextToImageUNet {
    switch self {
    case .drawn: return TextToImageUNet(configuration, &generator)
    case .drawnWithZeroResiduals:
      var network = TextToImageUNet(configuration, &generator)
      network.startResidualsAtZero()
      return network
    case .given(let network):
      precondition(
        network.configuration == configuration,
        "TextToImageRun: expected a network of the training's configuration")
      return network
    }
  }

  func add(to checksum: inout Checksum) {
    switch self {
    case .drawn: break
    case .drawnWithZeroResiduals: checksum.add(Data("zero residuals".utf8))
    case .given(let network): for (_, weight) in network.namedTensors { checksum.add(weight) }
    }
  }
}
