import Autograd
import Checkpoints
import Foundation
import Networks
import Tensors

/// How far a training is: its network and optimizer, its random stream, and the order of the current epoch's images.
struct TrainingProgress<Network: Module>: Sendable {
  var optimization: Optimization<Network>
  var generator: TorchGenerator
  /// The order in which the current epoch visits the images.
  private(set) var order: [Int] = []

  /// The state before the first step, of a network that may be drawn from the stream.
  init(
    seed: UInt64, averageDecay: Double? = nil, adam: Adam.Settings? = nil,
    _ network: (inout TorchGenerator) -> Network
  ) {
    var generator = TorchGenerator(seed: seed)
    optimization = Optimization(of: network(&generator), averageDecay: averageDecay, adam ?? Adam.Settings())
    self.generator = generator
  }

  /// The state after the steps of a training that went on elsewhere, so far into an epoch of `count` images, whose order
  /// is drawn anew.
  init(going on: Optimization<Network>, seed: UInt64, imageCount count: Int) {
    optimization = on
    // Another stream than that of the steps before.
    generator = TorchGenerator(seed: seed &+ UInt64(on.losses.count))
    order = generator.dataLoaderPermutation(count)
  }

  /// The images of the next step among `count`; their order is drawn at the start of every epoch.
  mutating func nextImages(of count: Int, batchSize: Int) -> ArraySlice<Int> {
    let step = optimization.losses.count % ((count + batchSize - 1) / batchSize)
    if step == 0 { order = generator.dataLoaderPermutation(count) }
    return order.dropFirst(step * batchSize).prefix(batchSize)
  }

  /// One step of Adam; see `Optimization`.
  mutating func update(with gradient: LossGradient, limit: Double? = nil, learningRate: Double) {
    optimization.update(with: gradient, limit: limit, learningRate: learningRate)
  }

  /// Back to where the draws of a step began, for a step that is not made.
  mutating func takeBackDraws(to before: (generator: TorchGenerator, order: [Int])) {
    (generator, order) = before
  }

  /// Writes a state file in one step.
  ///
  /// - Parameters:
  ///   - images: shape and checksum of the images, and of what else is no option.
  ///   - more: adds tensors of the training's own.
  /// - Throws: what the encoder or the file system does.
  func save(
    _ configuration: some Codable, images: String, to url: URL,
    adding more: (inout SafetensorsWriter) -> Void = { _ in }
  ) throws {
    var writer = SafetensorsWriter()
    optimization.add(to: &writer)
    more(&writer)
    writer.add(order.map(Int64.init), shape: [order.count], named: "order")
    try SavedState(configuration: configuration, images: images, generator: generator).add(to: &writer)
    try writer.write(to: url)
  }

  /// Takes everything from a state file; throws a `CheckpointError` when it belongs to another training.
  mutating func load<Configuration: Codable>(
    _ configuration: Configuration, images: String, from file: SafetensorsFile
  ) throws(CheckpointError) {
    let state = try SavedState<Configuration>(file)
    try state.require(configuration, images: images, file.path)
    generator = state.generator
    try optimization.load(from: file)
    order = try file.integers(named: "order").values.map { Int($0) }
  }
}
