import Autograd
import Networks
import Tensors
import Testing

/// The vector-Jacobian product in evaluation mode, against differences of the network's own values.
@Suite struct EvaluationVariableTests {
  @Test(
    "the product with the Jacobian is that of central differences, through running statistics",
    arguments: UNetConfiguration.Variant.allCases, UNetConfiguration.Conditioning.allCases)
  func differences(variant: UNetConfiguration.Variant, conditioning: UNetConfiguration.Conditioning) {
    var generator = TorchGenerator(seed: 6)
    let configuration = UNetConfiguration(width: 3, variant: variant, conditioning: conditioning)
    var network = UNet(configuration, &generator)
    let x = generator.normal([2, 28, 28, 1])
    // Statistics that are neither zeros and ones nor those of x.
    for _ in 0..<3 {
      let seen = generator.normal([4, 28, 28, 1])
      network.update(
        with: network.valueWithGradient { network in
          network(Variable(seen), condition(conditioning, rows: 4) { Variable($0) }).meanSquaredError(
            to: seen)
        })
    }
    let (vector, direction) = (generator.normal(x.shape), generator.normal(x.shape))
    let told = condition(conditioning, rows: 2) { EvaluationVariable($0) }
    let (value, product) = EvaluationVariable.pullback(of: x, with: vector) { network($0, told) }
    let evaluated = network(x, condition(conditioning, rows: 2) { $0 })
    for (found, expected) in zip(value.scalars, evaluated.scalars) {
      expectClose(Double(found), Double(expected), 1e-5)
    }

    // v' J w two ways, with w = direction.
    let h: Float = 1e-2
    let ahead = network(x + h * direction, condition(conditioning, rows: 2) { $0 })
    let behind = network(x + -h * direction, condition(conditioning, rows: 2) { $0 })
    let differences = sum(vector * ((1 / (2 * h)) * (ahead - behind)))
    let scale = (vector.squaredNorm * direction.squaredNorm).squareRoot()
    #expect(abs(sum(product * direction) - differences) < 1e-4 * scale)
    #expect(abs(differences) > 1e-3, "a Jacobian that can be told from none: \(differences)")
  }

  @Test("rows do not see each other") func rows() {
    var generator = TorchGenerator(seed: 7)
    let network = UNet(UNetConfiguration(width: 2), &generator)
    let (x, vector) = (generator.normal([2, 28, 28, 1]), generator.normal([2, 28, 28, 1]))
    let both = EvaluationVariable.pullback(of: x, with: vector) { network($0) }.product
    let alone = EvaluationVariable.pullback(of: x.gathering([1]), with: vector.gathering([1])) { network($0) }
      .product
    for (a, b) in zip(both.gathering([1]).scalars, alone.scalars) {
      expectClose(Double(a), Double(b), 1e-5)
    }
  }

  private func condition<A: Activation>(
    _ conditioning: UNetConfiguration.Conditioning, rows: Int, _ constant: (Tensor) -> A
  ) -> Condition<A>? {
    guard conditioning != .none else { return nil }
    let label = Tensor(
      shape: [rows, 10], scalars: (0..<10 * rows).map { $0 % 10 == 3 ? 1 : 0 })
    return Condition(
      time: constant(Tensor(repeating: 0.3, shape: [rows, 1])),
      label: conditioning == .classes ? constant(label) : nil)
  }

  private func sum(_ x: Tensor) -> Double { x.scalars.reduce(0) { $0 + Double($1) } }
}
