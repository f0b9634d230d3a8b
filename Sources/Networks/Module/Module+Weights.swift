import Autograd
import Tensors

extension Module {
  /// Every weight in the order of the visit.
  public var weights: [Weight] { contents.weights }

  /// Every weight's name and shape in a PyTorch state dict.
  package var weightShapes: [String: [Int]] {
    Dictionary(uniqueKeysWithValues: weights.map { ($0.name.description, $0.torchShape) })
  }

  /// Every learnable tensor in the order of the visit, in the engine's layout.
  public var parameters: [Tensor] { weights.map(\.parameter.value) }

  /// The number of learnable scalars.
  public var parameterCount: Int { weights.reduce(0) { $0 + $1.torchShape.reduce(1, *) } }

  /// Weights and running statistics.
  var contents: ModuleContents {
    var (copy, contents) = (self, ModuleContents())
    copy.accept(&contents)
    return contents
  }
}

/// What a network holds, in the order of the visit.
struct ModuleContents: ModuleVisitor {
  private(set) var weights: [Weight] = []
  private(set) var statistics: [RunningStatistics] = []

  mutating func visit(_ weight: inout Weight) { weights.append(weight) }

  mutating func visit(_ running: inout RunningStatistics, at name: ModulePath) { statistics.append(running) }
}
