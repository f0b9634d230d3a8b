import Autograd
import Tensors
import Testing

/// Draws inputs and a gradient for the output and compares an operation, and its pullback, with a reference in
/// double precision and that reference's central differences.
func checkPullback(
  _ shapes: [[Int]], seed: UInt64 = 1, tolerance: Double = 2e-4,
  value: ([Tensor]) -> Tensor,
  pullback: (_ gradient: Tensor, _ inputs: [Tensor]) -> [Tensor],
  reference: @escaping ([DoubleArray]) -> DoubleArray,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  var generator = TorchGenerator(seed: seed)
  let inputs = shapes.map { generator.normal($0) }
  let output = value(inputs)
  let exact = reference(inputs.map(DoubleArray.init))
  #expect(output.shape == exact.shape, sourceLocation: sourceLocation)
  expectClose(output, exact.values, "value", 1e-5, sourceLocation)
  let gradient = generator.normal(output.shape)
  let weights = gradient.scalars.map(Double.init)
  for (index, part) in pullback(gradient, inputs).enumerated() {
    let differences = CentralDifferences.gradient(at: inputs[index].scalars.map(Double.init)) { point in
      var moved = inputs.map(DoubleArray.init)
      moved[index].values = point
      return zip(reference(moved).values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(part.shape == shapes[index], sourceLocation: sourceLocation)
    expectClose(part, differences, "gradient \(index) for \(shapes)", tolerance, sourceLocation)
  }
}

/// Absolute plus relative tolerance.
private func expectClose(
  _ found: Tensor, _ expected: [Double], _ what: String, _ tolerance: Double, _ location: SourceLocation
) {
  let isClose = zip(found.scalars, expected).allSatisfy { abs(Double($0) - $1) <= tolerance * (1 + abs($1)) }
  #expect(isClose, "\(what)", sourceLocation: location)
}
