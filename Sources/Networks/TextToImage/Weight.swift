import Autograd
import Foundation
import Tensors

/// A learnable tensor that is held here, or that stays in its file until a layer needs it.
struct Weight: Sendable {
  private var held: Parameter?
  private let stored: StoredWeight?

  /// A tensor in memory, in the engine's layout.
  init(_ tensor: Tensor) {
    held = Parameter(tensor)
    stored = nil
  }

  /// A tensor that is converted when it is needed; nil for a network that is only asked for its shapes.
  init(_ stored: StoredWeight?) { self.stored = stored }

  /// The weight, for a layer that runs now.
  var parameter: Parameter {
    if let held { return held }
    precondition(stored != nil, "Weight: expected a network with weights, got one with shapes alone")
    return Parameter(stored!.tensor())
  }

  /// Shows the weight to a visitor; a stored one is held from then on.
  mutating func accept<V: ModuleVisitor>(
    _ visitor: inout V, _ layout: TorchLayout, at name: ModulePath
  ) throws(V.Failure) {
    if held == nil { held = parameter }
    try visitor.visit(&held!, layout, at: name)
  }
}

/// A weight in a file.
final class StoredWeight: @unchecked Sendable {
  private let source: any WeightSource
  private let name: String
  private let shape: [Int]
  private let layout: TorchLayout
  private let keepsConverted: Bool
  private let lock = NSLock()
  private var converted: Tensor?

  /// shape: torch's.
  init(
    _ source: any WeightSource, named name: String, shape: [Int], _ layout: TorchLayout, keepsConverted: Bool
  ) {
    (self.source, self.name, self.shape) = (source, name, shape)
    (self.layout, self.keepsConverted) = (layout, keepsConverted)
  }

  /// In the engine's layout; kept for the next time if so wished.
  func tensor() -> Tensor {
    lock.lock()
    defer { lock.unlock() }
    if let converted { return converted }
    let tensor: Tensor
    do { tensor = layout.engine(try source.tensor(named: name, shape: shape)) } catch {
      preconditionFailure("StoredWeight: expected a source checked beforehand, got \(error)")
    }
    if keepsConverted { converted = tensor }
    return tensor
  }
}
