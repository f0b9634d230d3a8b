import Autograd
import Tensors

extension Module {
  /// Every learnable tensor in the order of the visit, in the engine's layout.
  public var parameters: [Tensor] {
    var (copy, collector) = (self, Collector())
    copy.accept(&collector, at: .root)
    return collector.tensors
  }

  /// The number of learnable scalars.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }
}

private struct Collector: ModuleVisitor {
  var tensors: [Tensor] = []

  mutating func visit(_ parameter: inout Parameter, _ layout: TorchLayout, at name: ModulePath) {
    tensors.append(parameter.value)
  }
}
