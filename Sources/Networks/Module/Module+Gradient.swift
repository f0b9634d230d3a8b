import Autograd
import Tensors

/// A loss and everything that its backward pass leaves behind.
public struct LossGradient: Sendable {
  /// The loss.
  public let value: Float
  /// The gradient of every parameter, in the order of the visit.
  public let gradients: [Tensor]
  /// What every batch normalisation saw in the forward pass, in the order of the visit; nil where it did not run.
  let statistics: [ChannelStatistics?]

  /// The Euclidean norm of all gradients together.
  public var norm: Double {
    gradients.reduce(0) { $0 + $1.squaredNorm }.squareRoot()
  }
}

extension Module {
  /// The value of `loss`, a scalar, and its gradient for every parameter; throws what `loss` does.
  ///
  ///     let step = network.valueWithGradient { network in
  ///       network(Variable(noisy)).meanSquaredError(to: clean)
  ///     }
  ///
  /// The network itself does not change; `update(with:)` takes the batch's statistics into the running ones.
  public func valueWithGradient(_ loss: (Self) throws -> Variable) rethrows -> LossGradient {
    var recorded = self
    var recorder = Recorder()
    recorded.accept(&recorder)
    let value = try loss(recorded)
    value.walkBack()
    let gradients = recorder.shapes.enumerated().map { index, shape in
      recorder.tape.takeGradient(at: index) ?? Tensor(repeating: 0, shape: shape)
    }
    let statistics = (0..<recorder.statistics).map { recorder.tape.statistics[$0] }
    return LossGradient(value: value.value.scalars[0], gradients: gradients, statistics: statistics)
  }

  /// Takes what the batch normalisations saw into their running statistics.
  public mutating func update(with step: LossGradient) {
    var updater = StatisticsUpdater(batches: step.statistics)
    accept(&updater)
  }
}

/// Gives every parameter the next place on a new tape and numbers the running statistics.
private struct Recorder: ModuleVisitor {
  let tape = Tape()
  var shapes: [[Int]] = []
  var statistics = 0

  mutating func visit(_ weight: inout Weight) {
    weight.parameter.node = tape.place()
    shapes.append(weight.parameter.shape)
  }

  mutating func visit(_ running: inout RunningStatistics, at name: ModulePath) {
    running.slot = statistics
    statistics += 1
  }
}

private struct StatisticsUpdater: ModuleVisitor {
  let batches: [ChannelStatistics?]
  var index = 0

  func visit(_ weight: inout Weight) {}

  mutating func visit(_ running: inout RunningStatistics, at name: ModulePath) {
    if let batch = batches[index] { running.update(with: batch) }
    index += 1
  }
}
