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

/// What becomes of a weight from a file once a layer has needed it.
public enum WeightResidency: String, CaseIterable, Codable, Hashable, Sendable {
  /// It stays in memory in single precision: the fastest for many steps.
  case single
  /// It stays in memory in half precision if it is exact there, as the weights of a half-precision file are, and is
  /// expanded for every step; another one is read anew.
  case half
  /// It is read and converted anew for every step: a network needs little more memory than its largest layer.
  case file
}

/// A weight in a file.
final class StoredWeight: @unchecked Sendable {
  private enum Kept {
    case single(Tensor)
    case half(HalfTensor)
  }

  private let source: any WeightSource
  private let name: String
  private let shape: [Int]
  private let layout: TorchLayout
  private let residency: WeightResidency
  private let lock = NSLock()
  private var kept: Kept?

  /// shape: torch's.
  init(
    _ source: any WeightSource, named name: String, shape: [Int], _ layout: TorchLayout,
    _ residency: WeightResidency
  ) {
    (self.source, self.name, self.shape) = (source, name, shape)
    (self.layout, self.residency) = (layout, residency)
  }

  /// In the engine's layout.
  func tensor() -> Tensor {
    lock.lock()
    defer { lock.unlock() }
    switch kept {
    case .single(let tensor): return tensor
    case .half(let tensor): return tensor.tensor
    case nil:
      let tensor = converted()
      switch residency {
      case .single: kept = .single(tensor)
      case .half: kept = HalfTensor(exactly: tensor).map { .half($0) }
      case .file: break
      }
      return tensor
    }
  }

  private func converted() -> Tensor {
    do {
      let stored = try source.tensor(named: name, shape: shape)
      return layout.isSame ? stored : stored.outputsLast
    } catch {
      preconditionFailure("StoredWeight: expected a source checked beforehand, got \(error)")
    }
  }
}

extension TorchLayout {
  /// Whether nothing has to be moved.
  fileprivate var isSame: Bool { if case .same = self { true } else { false } }
}
