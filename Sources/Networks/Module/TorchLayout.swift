import Tensors

/// How a parameter lies in a PyTorch state dict, against how it lies in the engine.
public enum TorchLayout: Sendable {
  /// The same in both.
  case same
  /// A convolution: [height, width, inputs, outputs] here, [outputs, inputs, height, width] there. Also a
  /// transposed convolution: [height, width, outputs, inputs] here, [inputs, outputs, height, width] there.
  case kernel
  /// A linear map: [inputs, outputs] here, [outputs, inputs] there.
  case matrix

  /// Engine layout -> torch layout.
  public func torch(_ tensor: Tensor) -> Tensor {
    switch self {
    case .same: return tensor
    case .matrix: return tensor.transposed
    case .kernel:
      let shape = tensor.shape
      return tensor.reshaped(to: [shape[0] * shape[1] * shape[2], shape[3]]).transposed
        .reshaped(to: [shape[3], shape[0], shape[1], shape[2]]).channelsFirst
    }
  }

  /// Torch layout -> engine layout.
  public func engine(_ tensor: Tensor) -> Tensor {
    switch self {
    case .same: return tensor
    case .matrix: return tensor.transposed
    case .kernel:
      let shape = tensor.shape
      return tensor.channelsLast
        .reshaped(to: [shape[0], shape[1] * shape[2] * shape[3]]).transposed
        .reshaped(to: [shape[2], shape[3], shape[1], shape[0]])
    }
  }
}
