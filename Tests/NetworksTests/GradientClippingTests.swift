import Autograd
import Networks
import Tensors
import Testing

/// y = x w + b
private struct Affine: Module {
  var weights = [
    Weight([1, 2], .constant(0), .outputsFirst, at: .root / "weight"),
    Weight([1], .constant(0), at: .root / "bias"),
  ]

  init() {
    var generator = TorchGenerator(seed: 0)
    draw(&generator)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try weights.accept(&visitor)
  }
}

@Suite struct GradientClippingTests {
  /// The gradients 3, 4 and 12, of norm 13: those of (w x + b - y)^2 at w = b = 0 are -2 y x and -2 y.
  private let gradient = Affine().valueWithGradient { network in
    Variable(Tensor(shape: [1, 2], scalars: [0.25, 1 / 3]))
      .mapped(weight: network.weights[0].parameter, bias: network.weights[1].parameter)
      .meanSquaredError(to: Tensor(shape: [1, 1], scalars: [-6]))
  }

  /// torch.nn.utils.clip_grad_norm_ with max_norm=6.5 on gradients [3, 4] and [[12]]
  @Test("a gradient longer than the limit is shortened to it as torch does") func long() {
    expectClose(gradient.norm, 13, 1e-6)
    let clipped = gradient.clipped(toNorm: 6.5)
    for (found, expected) in zip(clipped.gradients.flatMap(\.scalars), [1.49999988, 1.99999988, 5.99999952]) {
      expectClose(Double(found), expected, 1e-6)
    }
    #expect(clipped.value == gradient.value)
  }

  @Test("a shorter one keeps its bits") func short() {
    #expect(gradient.clipped(toNorm: 14).gradients == gradient.gradients)
  }
}
