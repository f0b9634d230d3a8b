import Tensors

/// A velocity field that can also be differentiated with respect to x.
public protocol DifferentiableVelocityField: VelocityField {
  /// x and a vector [N, ...] -> u(x, t) and, row by row, the vector times the Jacobian du/dx, all of one shape.
  ///
  /// Rows must not depend on each other.
  func velocityWithPullback(of x: Tensor, at time: Float, vector: Tensor) -> (
    velocity: Tensor, product: Tensor
  )
}

/// How the divergence of a field, the trace of its Jacobian, is found from vector-Jacobian products.
public enum Divergence: Sendable {
  /// Exactly: one product for every dimension of a row.
  case exact
  /// z' J z with a vector z of signs, right in the mean and from one product (Hutchinson 1990).
  case probe(Tensor)

  /// A probe of `signs`.
  public static func rademacher(_ shape: [Int], _ generator: inout TorchGenerator) -> Divergence {
    .probe(signs(shape, &generator))
  }

  /// -1 and 1 with equal probability for x of this shape, drawn as `2 * torch.randint(0, 2, shape) - 1`, images
  /// [N, H, W, C] as [N, C, H, W].
  public static func signs(_ shape: [Int], _ generator: inout TorchGenerator) -> Tensor {
    let isImage = shape.count == 4
    let drawn = isImage ? [shape[0], shape[3], shape[1], shape[2]] : shape
    let signs = generator.integers(shape.reduce(1, *), below: 2).map { Float(2 * $0 - 1) }
    let probe = Tensor(shape: drawn, scalars: signs)
    return isImage ? probe.channelsLast : probe
  }

  /// u(x, t) and its divergence for each row of x [N, ...].
  func velocity(
    of field: some DifferentiableVelocityField, _ x: Tensor, at time: Float
  ) -> (velocity: Tensor, divergence: [Double]) {
    switch self {
    case .probe(let vector):
      let (velocity, product) = field.velocityWithPullback(of: x, at: time, vector: vector)
      return (velocity, (product * vector).rowSums)
    case .exact:
      let size = x.count / x.shape[0]
      var (velocity, divergence) = (x, [Double](repeating: 0, count: x.shape[0]))
      for dimension in 0..<size {
        let unit = Tensor(shape: x.shape) { vector in
          for index in vector.indices { vector[index] = index % size == dimension ? 1 : 0 }
        }
        let (value, product) = field.velocityWithPullback(of: x, at: time, vector: unit)
        velocity = value
        for (row, part) in (product * unit).rowSums.enumerated() { divergence[row] += part }
      }
      return (velocity, divergence)
    }
  }
}

extension Tensor {
  /// [N, ...] -> the sum of each row's elements.
  var rowSums: [Double] {
    let size = count / max(1, shape[0])
    return withUnsafeScalars { scalars in
      (0..<shape[0]).map { row in
        scalars[row * size..<(row + 1) * size].reduce(0) { $0 + Double($1) }
      }
    }
  }
}
