import Autograd
import Foundation
import Networks
import Tensors

extension TrainingRun {
  /// Writes everything that the training needs to go on with the same bits; replaces the file in one step.
  public func saveState(to url: URL) throws {
    var writer = SafetensorsWriter()
    network.addState(to: &writer, prefix: Names.network)
    average?.network.addState(to: &writer, prefix: Names.average)
    for (index, moment) in adam.firstMoments.enumerated() { writer.add(moment, named: Names.first(index)) }
    for (index, moment) in adam.secondMoments.enumerated() { writer.add(moment, named: Names.second(index)) }
    writer.add(Tensor(shape: [losses.count], scalars: losses), named: Names.losses)
    writer.add(Tensor(shape: [validationLosses.count], scalars: validationLosses), named: Names.validation)
    writer.add(order.map(Int64.init), shape: [order.count], named: Names.order)
    let state = SavedState(configuration: configuration, images: checksum, generator: generator)
    try state.add(to: &writer)
    try writer.write(to: url)
  }

  /// Goes on from a state file of the same configuration, the same images, labels, noise and validation set, and
  /// the same engine.
  ///
  /// Throws a `CheckpointError` for a file that is damaged or belongs to another training.
  public init(
    _ configuration: TrainingConfiguration, images: Tensor, labels: [UInt8]? = nil, noise: Tensor? = nil,
    validation: ValidationSet? = nil, resuming url: URL
  ) throws(CheckpointError) {
    self.init(configuration, images: images, labels: labels, noise: noise, validation: validation)
    let file = try SafetensorsFile(url)
    let state = try SavedState(file)
    try state.require(configuration, images: checksum, file.path)
    generator = state.generator
    try network.load(from: file, prefix: Names.network)
    try loadProgress(file)
    try loadOptimizer(file)
    try loadAverage(file)
  }

  private mutating func loadProgress(_ file: SafetensorsFile) throws(CheckpointError) {
    losses = try file.tensor(named: Names.losses).scalars
    order = try file.integers(named: Names.order).values.map { Int($0) }
    validationLosses = try file.tensor(named: Names.validation).scalars
    let isBetweenEpochs = losses.isEmpty && order.isEmpty
    guard losses.count <= totalSteps, isBetweenEpochs || order.sorted().elementsEqual(0..<images.shape[0]),
      validationLosses.count == (validation == nil ? 0 : losses.count / stepsPerEpoch)
    else {
      throw CheckpointError(
        file: file.path, .damaged("the losses or the order of the images cannot be right"))
    }
  }

  private mutating func loadOptimizer(_ file: SafetensorsFile) throws(CheckpointError) {
    var moments: (first: [Tensor], second: [Tensor]) = ([], [])
    for (index, parameter) in network.parameters.enumerated() {
      moments.first.append(try file.tensor(named: Names.first(index), shape: parameter.shape))
      moments.second.append(try file.tensor(named: Names.second(index), shape: parameter.shape))
    }
    adam = Adam(step: losses.count, firstMoments: moments.first, secondMoments: moments.second)
  }

  private mutating func loadAverage(_ file: SafetensorsFile) throws(CheckpointError) {
    guard var loaded = average?.network, let decay = configuration.averageDecay else { return }
    try loaded.load(from: file, prefix: Names.average)
    average = MovingAverage(of: loaded, decay: decay, updates: losses.count)
  }

  /// Of the images, their classes, their noise and the validation set.
  private var checksum: String {
    var sum = Checksum()
    sum.add(images)
    sum.add(Data(labels ?? []))
    if let noise { sum.add(noise) }
    if let validation {
      sum.add(validation.images)
      sum.add(Data(validation.labels ?? []))
    }
    return "\(images.shape) \(sum)"
  }
}

/// The names of the tensors in a state file.
private enum Names {
  static let network = "network."
  static let average = "average."
  static let losses = "losses"
  static let validation = "validation-losses"
  static let order = "order"
  static func first(_ index: Int) -> String { "adam.first.\(index)" }
  static func second(_ index: Int) -> String { "adam.second.\(index)" }
}
