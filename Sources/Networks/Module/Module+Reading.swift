import Autograd
import Checkpoints
import Tensors

extension Module {
  /// The same with weights from a source, which are read now; what the source has beside them is not looked at.
  ///
  /// Throws a `CheckpointError` that names the first weight that is missing or misshapen.
  ///
  /// - Parameter aliases: the source's names of weights that have another one there.
  func reading(
    _ source: some WeightSource, aliases: [String: String] = [:]
  ) throws(CheckpointError) -> Self {
    var (copy, reader) = (self, WeightReader(source: source, aliases: aliases))
    try copy.accept(&reader)
    return copy
  }
}

private struct WeightReader: ModuleVisitor {
  typealias Failure = CheckpointError
  static var followsConstruction: Bool { true }
  let source: any WeightSource
  let aliases: [String: String]

  func visit(_ weight: inout Weight) throws(CheckpointError) {
    let name = weight.name.description
    weight.torchValue = try source.tensor(named: aliases[name] ?? name, shape: weight.torchShape)
  }

  func visit(_ statistics: inout RunningStatistics, at name: ModulePath) {}
}
