import Checkpoints
import Foundation
import Networks
import Tensors

extension TextToImageRun {
  private static var orderName: String { "order" }

  /// See `SteppedTraining`.
  public func saveState(to url: URL) throws {
    var writer = SafetensorsWriter()
    optimization.add(to: &writer)
    writer.add(order.map(Int64.init), shape: [order.count], named: Self.orderName)
    let state = SavedState(configuration: training, images: checksum, generator: generator)
    try state.add(to: &writer)
    try writer.write(to: url)
  }

  /// See `SteppedTraining`; nothing changes when it throws.
  public mutating func resume(from url: URL) throws(CheckpointError) {
    let file = try SafetensorsFile(url)
    let state = try SavedState<TextToImageTraining>(file)
    try state.require(training, images: checksum, file.path)
    var resumed = self
    resumed.generator = state.generator
    try resumed.optimization.load(from: file)
    resumed.order = try file.integers(named: Self.orderName).values.map { Int($0) }
    try resumed.require(order: resumed.order, file.path)
    self = resumed
  }
}
