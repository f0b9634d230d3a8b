import Autograd
import Networks
import Tensors

extension Variable {
  /// The sum of all elements times weights of the same shape: a loss with any gradient one likes.
  func sum(weightedBy weights: Tensor) -> Variable {
    // (x + w)^2 - (x - w)^2 = 4 x w, in means; exact enough, and made of what is there.
    let above = meanSquaredError(to: -1 * weights)
    let below = meanSquaredError(to: weights)
    return Float(value.count) / 4 * (above + -1 * below)
  }
}

extension Module {
  /// Gradients in the order of the visit, by name and in torch's layout.
  func gradientsInTorchLayout(_ gradients: [Tensor]) -> [String: Tensor] {
    var (copy, namer) = (self, GradientNamer(gradients: gradients))
    copy.accept(&namer)
    return namer.named
  }
}

private struct GradientNamer: ModuleVisitor {
  let gradients: [Tensor]
  var named: [String: Tensor] = [:]
  var index = 0

  mutating func visit(_ weight: inout Weight) {
    named[weight.name.description] = weight.layout.torch(gradients[index])
    index += 1
  }
}
