import Autograd
import Tensors

/// Batch normalisation and a GELU: what follows every convolution of the network but the last.
struct NormAndGELU: Module {
  private static let operation = BatchNormalization(followedByGELU: true)
  var scale: Parameter
  var shift: Parameter
  var running: RunningStatistics

  init(channels: Int) {
    scale = Parameter(Tensor(repeating: 1, shape: [channels]))
    shift = Parameter(Tensor(repeating: 0, shape: [channels]))
    running = RunningStatistics(channels: channels)
  }

  /// [..., C] -> [..., C]
  func callAsFunction<A: Activation>(_ x: A) -> A { x.normalized(by: normalization) }

  /// For a convolution to apply.
  var normalization: Normalization {
    Normalization(Self.operation, scale: scale, shift: shift, running: running)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try visitor.visit(&scale, .same, at: name / "weight")
    try visitor.visit(&shift, .same, at: name / "bias")
    try visitor.visit(&running, at: name)
  }
}
