import Autograd
import Tensors

/// Batch normalisation and a GELU: what follows every convolution of a network for digits but the last.
struct NormAndGELU: Module {
  private static let operation = BatchNormalization(followedByGELU: true)
  private let name: ModulePath
  private var affine: ScaleAndShift
  private var running: RunningStatistics

  init(_ channels: Int, at name: ModulePath) {
    self.name = name
    affine = ScaleAndShift(channels, at: name)
    running = RunningStatistics(channels: channels)
  }

  /// [..., C] -> [..., C]
  func callAsFunction<A: Activation>(_ x: A) -> A { x.normalized(by: normalization) }

  /// For a convolution to apply.
  var normalization: Normalization {
    Normalization(
      Self.operation, scale: affine.scale.parameter, shift: affine.shift.parameter, running: running)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try affine.accept(&visitor)
    try visitor.visit(&running, at: name)
  }
}
