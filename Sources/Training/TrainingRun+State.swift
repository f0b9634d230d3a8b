import Checkpoints
import Foundation
import Tensors

extension TrainingRun {
  private static var validationName: String { "validation-losses" }

  /// See `SteppedTraining`; throws what the file system does.
  public func saveState(to url: URL) throws {
    try progress.save(configuration, images: checksum, to: url) { writer in
      writer.add(
        Tensor(shape: [validationLosses.count], scalars: validationLosses), named: Self.validationName)
    }
  }

  /// Goes on from a state file of the same configuration, the same images, labels, noise and validation set, and
  /// the same engine.
  ///
  /// Throws a `CheckpointError` for a file that is damaged or belongs to another training; nothing changes then.
  public mutating func resume(from url: URL) throws(CheckpointError) {
    let file = try SafetensorsFile(url)
    var resumed = self
    try resumed.progress.load(configuration, images: checksum, from: file)
    resumed.validationLosses = try file.tensor(named: Self.validationName).scalars
    try resumed.require(order: resumed.progress.order, file.path)
    let validations = validation == nil ? 0 : resumed.completedSteps / stepsPerEpoch
    guard resumed.validationLosses.count == validations else {
      throw CheckpointError(file: file.path, .damaged("the validation losses cannot be right"))
    }
    self = resumed
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
