import Autograd
import Tensors

extension Module {
  /// Draws every weight as it is declared to begin, in torch's order.
  public mutating func draw(_ generator: inout TorchGenerator) {
    var drawing = Drawing(generator: generator)
    accept(&drawing)
    generator = drawing.generator
  }
}

private struct Drawing: ModuleVisitor {
  static let followsConstruction = true
  var generator: TorchGenerator

  mutating func visit(_ weight: inout Weight) {
    let shape = weight.torchShape
    switch weight.beginning {
    case .uniform(let fan):
      let bound = Float(1 / Double(fan).squareRoot())
      weight.torchValue = generator.uniform(shape, from: -bound, to: bound)
    case .normal(let deviation): weight.torchValue = deviation * generator.normal(shape)
    case .constant(let value): weight.torchValue = Tensor(repeating: value, shape: shape)
    }
  }
}
