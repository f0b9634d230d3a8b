import Autograd
import Checkpoints
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
    switch form {
    case .single(let parameter): parameter
    case .half(let kernel): Parameter(kernel.tensor)
    }
  }

  /// The weight as it is kept, for a layer that can use both.
  var form: Form {
    if let held { return .single(held) }
    precondition(stored != nil, "Weight: expected a network with weights, got one with shapes alone")
    return stored!.form()
  }

  /// A weight for a layer.
  enum Form {
    case single(Parameter)
    case half(HalfKernel)
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
  /// It stays in memory in single precision.
  case single
  /// A kernel or matrix stays in memory in half precision if it is exact there, as the weights of a half-precision file
  /// are; another one is read anew.
  case half
  /// It is read and converted anew for every step: a network needs little more memory than its largest layer.
  case file
}

/// A weight in a file.
final class StoredWeight: @unchecked Sendable {
  private let source: any WeightSource
  private let name: String
  private let shape: [Int]
  private let layout: TorchLayout
  private let residency: WeightResidency
  private let lock = NSLock()
  private var kept: Weight.Form?

  /// shape: torch's.
  init(
    _ source: any WeightSource, named name: String, shape: [Int], _ layout: TorchLayout,
    _ residency: WeightResidency
  ) {
    (self.source, self.name, self.shape) = (source, name, shape)
    (self.layout, self.residency) = (layout, residency)
  }

  /// In the engine's layout; kept or not, as the residency has it.
  func form() -> Weight.Form {
    lock.lock()
    defer { lock.unlock() }
    if let kept { return kept }
    do {
      kept = try lasting()
      return try kept ?? .single(single())
    } catch {
      preconditionFailure("StoredWeight: expected a source checked beforehand, got \(error)")
    }
  }

  /// What stays in memory, if anything does. A scale or a bias is too small to be worth halving.
  private func lasting() throws(CheckpointError) -> Weight.Form? {
    switch residency {
    case .single: .single(try single())
    case .half where layout.isSame: .single(try single())
    case .half: try source.halfKernel(named: name, shape: shape).map { .half($0) }
    case .file: nil
    }
  }

  private func single() throws(CheckpointError) -> Parameter {
    let stored = try source.tensor(named: name, shape: shape)
    return Parameter(layout.isSame ? stored : stored.outputsLast)
  }
}

extension TorchLayout {
  /// Whether nothing has to be moved.
  fileprivate var isSame: Bool { if case .same = self { true } else { false } }
}
