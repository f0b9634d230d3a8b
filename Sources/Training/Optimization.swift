import Autograd
import Checkpoints
import Networks
import Tensors

/// A network that is being trained, with all that its optimizer remembers of the steps so far.
struct Optimization<Network: Module>: Sendable {
  /// The network as trained so far.
  private(set) var network: Network
  /// The loss of every step so far.
  private(set) var losses: [Float] = []
  private(set) var adam: Adam
  private var average: MovingAverage<Network>?

  /// The state before the first step; without a decay no moving average is kept.
  init(of network: Network, averageDecay: Double?, _ settings: Adam.Settings) {
    self.network = network
    adam = Adam(for: network, settings)
    average = averageDecay.map { MovingAverage(of: network, decay: $0) }
  }

  /// The state after some steps, of a network that is also its own average.
  init(of network: Network, averageDecay: Double?, _ adam: Adam, losses: [Float]) {
    (self.network, self.adam, self.losses) = (network, adam, losses)
    average = averageDecay.map { MovingAverage(of: network, decay: $0, updates: losses.count) }
  }

  /// What a checkpoint holds: the moving average where one is kept, else the network itself.
  var result: Network { average?.network ?? network }

  /// One step of Adam with a gradient that is first shortened to a norm of `limit`, if there is one.
  mutating func update(with gradient: LossGradient, limit: Double?, learningRate: Double) {
    let clipped = limit.map { gradient.clipped(toNorm: $0) } ?? gradient
    network.update(with: clipped)
    adam.update(&network, gradients: clipped.gradients, learningRate: learningRate)
    average?.update(with: network)
    losses.append(gradient.value)
  }
}

extension Optimization {
  /// Adds everything to a state file.
  func add(to writer: inout SafetensorsWriter) {
    network.addState(to: &writer, prefix: Names.network)
    average?.network.addState(to: &writer, prefix: Names.average)
    for (index, moment) in adam.firstMoments.enumerated() { writer.add(moment, named: Names.first(index)) }
    for (index, moment) in adam.secondMoments.enumerated() { writer.add(moment, named: Names.second(index)) }
    writer.add(Tensor(shape: [losses.count], scalars: losses), named: Names.losses)
  }

  /// Takes everything from a state file of the same training.
  mutating func load(from file: SafetensorsFile) throws(CheckpointError) {
    try network.load(from: file, prefix: Names.network)
    losses = try file.tensor(named: Names.losses).scalars
    var moments: (first: [Tensor], second: [Tensor]) = ([], [])
    for (index, parameter) in network.parameters.enumerated() {
      moments.first.append(try file.tensor(named: Names.first(index), shape: parameter.shape))
      moments.second.append(try file.tensor(named: Names.second(index), shape: parameter.shape))
    }
    adam = Adam(
      step: losses.count, firstMoments: moments.first, secondMoments: moments.second, adam.settings)
    guard let before = average else { return }
    var loaded = before.network
    try loaded.load(from: file, prefix: Names.average)
    average = MovingAverage(of: loaded, decay: before.decay, updates: losses.count)
  }
}

/// The names of the tensors in a state file.
private enum Names {
  static let network = "network."
  static let average = "average."
  static let losses = "losses"
  static func first(_ index: Int) -> String { "adam.first.\(index)" }
  static func second(_ index: Int) -> String { "adam.second.\(index)" }
}
