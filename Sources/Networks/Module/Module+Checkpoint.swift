import Autograd
import Checkpoints
import Foundation
import Tensors

extension Module {
  /// The network's float32 tensors, weights and running statistics, with the names and layouts of a PyTorch
  /// state dict and in the order of the visit. A hash over them tells whether two networks compute the same.
  public var namedTensors: [(name: String, tensor: Tensor)] {
    var (copy, collector) = (self, StateCollector())
    copy.accept(&collector)
    return collector.tensors
  }

  /// Writes the state dict as a safetensors file that torch can load; throws a `CheckpointError` where it cannot.
  public func save(to url: URL) throws {
    var writer = SafetensorsWriter()
    addState(to: &writer)
    try writer.write(to: url)
  }

  /// Reads a state dict, written here or by torch; the file must hold exactly the network's tensors.
  ///
  /// Throws a `CheckpointError` that names the first tensor that is missing, unexpected or of another shape;
  /// the network then stays as it was.
  public mutating func load(from url: URL) throws(CheckpointError) {
    try load(from: SafetensorsFile(url))
  }

  /// Adds the state dict, with `prefix` in front of every name.
  public func addState(to writer: inout SafetensorsWriter, prefix: String = "") {
    var (copy, collector) = (self, StateCollector())
    copy.accept(&collector)
    for (name, tensor) in collector.tensors { writer.add(tensor, named: prefix + name) }
    for (name, count) in collector.counts { writer.add([count], shape: [], named: prefix + name) }
  }

  /// Reads the tensors whose names start with `prefix`, and throws, as `load(from:)` does.
  public mutating func load(from file: SafetensorsFile, prefix: String = "") throws(CheckpointError) {
    var loaded = self
    var loader = StateLoader(file: file, prefix: prefix)
    try loaded.accept(&loader)
    if let name = file.names.first(where: { $0.hasPrefix(prefix) && !loader.known.contains($0) }) {
      throw CheckpointError(file: file.path, .unexpected(name: name))
    }
    self = loaded
  }
}

private struct StateCollector: ModuleVisitor {
  var tensors: [(name: String, tensor: Tensor)] = []
  var counts: [(name: String, count: Int64)] = []

  mutating func visit(_ weight: inout Weight) {
    tensors.append((weight.name.description, weight.torchValue))
  }

  mutating func visit(_ running: inout RunningStatistics, at name: ModulePath) {
    tensors.append(((name / "running_mean").description, running.mean))
    tensors.append(((name / "running_var").description, running.variance))
    counts.append(((name / "num_batches_tracked").description, running.batches))
  }
}

private struct StateLoader: ModuleVisitor {
  let file: SafetensorsFile
  let prefix: String
  var known: Set<String> = []

  mutating func visit(_ weight: inout Weight) throws(CheckpointError) {
    weight.torchValue = try tensor(weight.name, shape: weight.torchShape)
  }

  mutating func visit(_ running: inout RunningStatistics, at name: ModulePath) throws(CheckpointError) {
    running.mean = try tensor(name / "running_mean", shape: running.mean.shape)
    running.variance = try tensor(name / "running_var", shape: running.variance.shape)
    let counter = prefix + (name / "num_batches_tracked").description
    let (shape, values) = try file.integers(named: counter)
    known.insert(counter)
    guard shape.isEmpty else {
      throw CheckpointError(file: file.path, .shape(name: counter, expected: [], found: shape))
    }
    running.batches = values[0]
  }

  private mutating func tensor(_ name: ModulePath, shape: [Int]) throws(CheckpointError) -> Tensor {
    let name = prefix + name.description
    known.insert(name)
    return try file.tensor(named: name, shape: shape)
  }
}
