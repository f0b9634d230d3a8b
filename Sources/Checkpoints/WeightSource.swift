import Tensors

/// Weights by name, such as a safetensors file or a folder of them: what a network is built from.
///
/// Nothing is read before it is asked for, so a network larger than the memory can take its weights block by
/// block.
public protocol WeightSource: Sendable {
  /// Every tensor's name, as in a PyTorch state dict, in alphabetical order.
  var names: [String] { get }

  /// A tensor in torch's layout, converted to float32.
  ///
  /// Throws a `CheckpointError` that names the file and the tensor when there is none of that name or when it has
  /// another shape.
  func tensor(named name: String, shape: [Int]) throws(CheckpointError) -> Tensor

  /// A kernel or matrix in half precision; nil where it would lose something.
  ///
  /// Throws as `tensor(named:shape:)` does.
  func halfKernel(named name: String, shape: [Int]) throws(CheckpointError) -> HalfKernel?
}

extension WeightSource {
  /// By way of single precision; throws as `tensor(named:shape:)`.
  public func halfKernel(named name: String, shape: [Int]) throws(CheckpointError) -> HalfKernel? {
    HalfKernel(outputsLast: try tensor(named: name, shape: shape))
  }
}

extension SafetensorsFile: WeightSource {}
