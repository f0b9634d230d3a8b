import Checkpoints
import Networks

extension T5Configuration {
  /// Throws a `CheckpointError` unless `weights` holds this encoder and nothing else; the tied table may be there under
  /// either name or both.
  func check(_ weights: WeightFiles) throws(CheckpointError) {
    var shapes = tensorShapes
    if weights.shape(of: Self.tableNames[0]) == nil, weights.shape(of: Self.tableNames[1]) != nil {
      shapes[Self.tableNames[1]] = shapes.removeValue(forKey: Self.tableNames[0])
    }
    try weights.require(shapes, optional: Set(Self.tableNames))
  }
}

extension TextToImageConfiguration {
  /// Throws a `CheckpointError` unless `weights` holds this network and nothing else.
  func check(_ weights: WeightFiles) throws(CheckpointError) {
    try weights.require(TextToImageUNet(self).weightShapes)
  }
}
