import Autograd
import Tensors

/// A learnable tensor of a network: declared by the layer that it belongs to, given its value by a visitor.
public struct Weight: Module {
  /// How a weight is drawn before training, as torch's layers do by default.
  public enum Beginning: Sendable {
    /// Uniform within 1 / sqrt(fan): kernels, matrices and their biases.
    case uniform(fan: Int)
    /// Normal with this deviation.
    case normal(deviation: Float)
    /// One value: the scale and the shift of a normalisation.
    case constant(Float)
  }

  /// Its name in a PyTorch state dict.
  public let name: ModulePath
  /// Its shape in a PyTorch state dict.
  public let torchShape: [Int]
  /// How it lies there, against how it lies in the engine.
  public let layout: TorchLayout
  /// How it is drawn.
  public let beginning: Beginning
  /// The tensor itself, in the engine's layout.
  public var parameter: Parameter

  /// A weight of torch's `shape` without a value.
  public init(
    _ shape: [Int], _ beginning: Beginning, _ layout: TorchLayout = .same, at name: ModulePath
  ) {
    (self.name, torchShape, self.layout, self.beginning) = (name, shape, layout, beginning)
    parameter = Parameter(shape: layout.engineShape(shape))
  }

  /// The value in torch's layout, of `torchShape`.
  public var torchValue: Tensor {
    get { layout.torch(parameter.value) }
    set { parameter.value = layout.engine(newValue) }
  }

  /// Shows itself; throws what the visitor does.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try visitor.visit(&self)
  }
}
