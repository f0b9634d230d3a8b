import Tensors

/// A learnable tensor of a network in the engine's own layout; its value may be elsewhere until a layer needs it.
public struct Parameter: Sendable {
  /// A value as it is kept.
  public enum Form: Sendable {
    /// In single precision.
    case single(Tensor)
    /// A kernel or a matrix in half precision, which is not trained.
    case half(HalfKernel)
  }

  /// The shape of the value.
  public let shape: [Int]
  private var held: Tensor?
  private let load: (@Sendable () -> Form)?
  /// Its place on the tape while a loss is recorded.
  package var node: Node?

  /// A value of any shape, which is not being recorded.
  public init(_ value: Tensor) { (shape, held, load) = (value.shape, value, nil) }

  /// A shape whose value is loaded whenever it is needed, or one that only operations on shapes can use.
  public init(shape: [Int], load: (@Sendable () -> Form)? = nil) { (self.shape, self.load) = (shape, load) }

  /// The value, for an operation that can use both forms.
  public var form: Form {
    if let held { return .single(held) }
    guard let load else {
      preconditionFailure("Parameter: expected a value of shape \(shape), got the shape alone")
    }
    return load()
  }

  /// The value in single precision, of shape `shape`; once it was changed, in its place, it is held here.
  public var value: Tensor {
    get {
      switch form {
      case .single(let tensor): tensor
      case .half(let kernel): kernel.tensor
      }
    }
    _modify {
      if held == nil { held = value }
      yield &held!
    }
    set { held = newValue }
  }
}
