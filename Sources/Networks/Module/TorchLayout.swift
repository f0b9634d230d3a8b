import Tensors

/// How a weight lies in a PyTorch state dict, against how it lies in the engine.
public enum TorchLayout: Sendable {
  /// The same in both.
  case same
  /// A linear map: [inputs, outputs] here, [outputs, inputs] there. A convolution: [height, width, inputs, outputs]
  /// here, [outputs, inputs, height, width] there; of a transposed one, inputs and outputs change their places.
  case outputsFirst

  /// Engine layout -> torch layout, of the shapes that the cases name.
  public func torch(_ tensor: Tensor) -> Tensor {
    guard self == .outputsFirst else { return tensor }
    let shape = tensor.shape
    guard shape.count == 4 else { return tensor.transposed }
    return tensor.reshaped(to: [shape[0] * shape[1] * shape[2], shape[3]]).transposed
      .reshaped(to: [shape[3], shape[0], shape[1], shape[2]]).channelsFirst
  }

  /// Torch layout -> engine layout, of the shapes that the cases name.
  public func engine(_ tensor: Tensor) -> Tensor { self == .same ? tensor : tensor.outputsLast }

  /// A shape in torch's layout -> the same in the engine's.
  func engineShape(_ shape: [Int]) -> [Int] {
    self == .same ? shape : shape.dropFirst(2) + [shape[1], shape[0]]
  }
}
