import Autograd
import Checkpoints
import Foundation
import Tensors

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

extension Module {
  /// Leaves every weight in its file until a layer needs it; the shapes must have been checked.
  mutating func leaveWeights(in source: some WeightSource, _ residency: WeightResidency) {
    var leaving = Leaving(source: source, residency: residency)
    accept(&leaving)
  }
}

private struct Leaving: ModuleVisitor {
  let source: any WeightSource
  let residency: WeightResidency

  func visit(_ weight: inout Weight) {
    let stored = StoredWeight(source, weight, residency)
    weight.parameter = Parameter(shape: weight.parameter.shape) { stored.form() }
  }
}

/// A weight in a file.
private final class StoredWeight: @unchecked Sendable {
  private let source: any WeightSource
  private let name: String
  private let shape: [Int]
  private let layout: TorchLayout
  private let residency: WeightResidency
  private let lock = NSLock()
  private var kept: Parameter.Form?

  init(_ source: any WeightSource, _ weight: Weight, _ residency: WeightResidency) {
    (self.source, self.residency) = (source, residency)
    (name, shape, layout) = (weight.name.description, weight.torchShape, weight.layout)
  }

  /// In the engine's layout; kept or not, as the residency has it.
  func form() -> Parameter.Form {
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
  private func lasting() throws(CheckpointError) -> Parameter.Form? {
    switch residency {
    case .single: .single(try single())
    case .half where layout == .same: .single(try single())
    case .half: try source.halfKernel(named: name, shape: shape).map { .half($0) }
    case .file: nil
    }
  }

  private func single() throws(CheckpointError) -> Tensor {
    layout.engine(try source.tensor(named: name, shape: shape))
  }
}
