import Autograd
import Checkpoints
import Foundation
import Networks
import Tensors

extension TrainingRun {
  /// Writes everything that the training needs to go on with the same bits; replaces the file in one step.
  public func saveState(to url: URL) throws {
    var writer = SafetensorsWriter()
    optimization.add(to: &writer)
    writer.add(Tensor(shape: [validationLosses.count], scalars: validationLosses), named: Names.validation)
    writer.add(order.map(Int64.init), shape: [order.count], named: Names.order)
    let state = SavedState(configuration: configuration, images: checksum, generator: generator)
    try state.add(to: &writer)
    try writer.write(to: url)
  }

  /// Goes on from a state file of the same configuration, the same images, labels, noise and validation set, and
  /// the same engine.
  ///
  /// Throws a `CheckpointError` for a file that is damaged or belongs to another training; nothing changes then.
  public mutating func resume(from url: URL) throws(CheckpointError) {
    let file = try SafetensorsFile(url)
    let state = try SavedState<TrainingConfiguration>(file)
    try state.require(configuration, images: checksum, file.path)
    var resumed = self
    resumed.generator = state.generator
    try resumed.optimization.load(from: file)
    resumed.order = try file.integers(named: Names.order).values.map { Int($0) }
    resumed.validationLosses = try file.tensor(named: Names.validation).scalars
    try resumed.require(order: resumed.order, file.path)
    let validations = validation == nil ? 0 : resumed.completedSteps / stepsPerEpoch
    guard resumed.validationLosses.count == validations else {
      throw CheckpointError(file: file.path, .damaged("the validation losses cannot be right"))
    }
    self = resumed
  }

  /// A training that goes on from a state file; see `resume(from:)`.
  public init(
    _ configuration: TrainingConfiguration, images: Tensor, labels: [UInt8]? = nil, noise: Tensor? = nil,
    validation: ValidationSet? = nil, resuming url: URL
  ) throws(CheckpointError) {
    self.init(configuration, images: images, labels: labels, noise: noise, validation: validation)
    try resume(from: url)
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

/// The names of the tensors in a state file that are no optimizer's.
private enum Names {
  static let validation = "validation-losses"
  static let order = "order"
}
