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
    self.network = network
    self.decay = decay
    self.updates = updates
  }

  /// Takes the network after an optimizer step in.
  public mutating func update(with newest: Network) {
    updates += 1
    let decay = min(decay, Double(1 + updates) / Double(10 + updates))
    var (copy, source) = (newest, Reader())
    copy.accept(&source, at: .root)
    var mover = Mover(share: Float(1 - decay), parameters: source.parameters, statistics: source.statistics)
    network.accept(&mover, at: .root)
  }
}

/// Collects parameters and running statistics in the order of the visit.
private struct Reader: ModuleVisitor {
  var parameters: [Tensor] = []
  var statistics: [RunningStatistics] = []

  mutating func visit(_ parameter: inout Parameter, _ layout: TorchLayout, at name: ModulePath) {
    parameters.append(parameter.value)
  }

  mutating func visit(_ running: inout RunningStatistics, at name: ModulePath) { statistics.append(running) }
}

/// Moves another network's tensors towards those that a reader collected.
private struct Mover: ModuleVisitor {
  let share: Float
  let parameters: [Tensor]
  let statistics: [RunningStatistics]
  var parameter = 0
  var statistic = 0

  mutating func visit(_ own: inout Parameter, _ layout: TorchLayout, at name: ModulePath) {
    own.value.move(toward: parameters[parameter], by: share)
    parameter += 1
  }

  mutating func visit(_ own: inout RunningStatistics, at name: ModulePath) {
    let newest = statistics[statistic]
    own.mean.move(toward: newest.mean, by: share)
    own.variance.move(toward: newest.variance, by: share)
    own.batches = newest.batches
    statistic += 1
  }
}
