import Autograd
import Tensors

/// An exponential moving average of a network over the steps of its training: average += (1 - d) (network - average).
///
/// Update n, counted from 1, uses d = min(decay, (1 + n) / (10 + n)), so that a short training is not dominated by
/// its beginning. The running statistics of batch normalisations are averaged like the parameters: those of the
/// newest network describe its own activations, not those of the averaged weights. (Polyak and Juditsky 1992.)
public struct MovingAverage<Network: Module>: Sendable {
  /// d after the first updates, in 0..<1.
  public let decay: Double
  /// The averaged network.
  public internal(set) var network: Network
  /// How many updates were made.
  public private(set) var updates: Int

  /// The average of one network, or an average made earlier.
  public init(of network: Network, decay: Double, updates: Int = 0) {
    precondition(0 <= decay && decay < 1, "MovingAverage: expected a decay in 0..<1, got \(decay)")
    (self.network, self.decay, self.updates) = (network, decay, updates)
  }

  /// Takes the network after an optimizer step in.
  public mutating func update(with newest: Network) {
    updates += 1
    let decay = min(decay, Double(1 + updates) / Double(10 + updates))
    var mover = Mover(share: Float(1 - decay), newest: newest.contents)
    network.accept(&mover)
  }
}

/// Moves a network's tensors towards those of another one.
private struct Mover: ModuleVisitor {
  let share: Float
  let newest: ModuleContents
  var weight = 0
  var statistic = 0

  mutating func visit(_ own: inout Weight) {
    own.parameter.value.move(toward: newest.weights[weight].parameter.value, by: share)
    weight += 1
  }

  mutating func visit(_ own: inout RunningStatistics, at name: ModulePath) {
    let newest = newest.statistics[statistic]
    own.mean.move(toward: newest.mean, by: share)
    own.variance.move(toward: newest.variance, by: share)
    own.batches = newest.batches
    statistic += 1
  }
}
