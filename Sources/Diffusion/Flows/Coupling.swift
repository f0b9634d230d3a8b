import Tensors

/// Which noise goes with which image of a batch.
public enum Coupling: String, Codable, CaseIterable, Hashable, Sendable {
  /// As they were drawn.
  case independent
  /// The pairs whose squared distances have the least sum: exact optimal transport between the two batches.
  /// (Pooladian et al. 2023; Tong et al. 2024.)
  case optimalTransport = "optimal-transport"

  /// The noise [N, ...] in the order in which it goes with images [N, ...]; images stay with their classes.
  func pairing(_ noise: Tensor, with images: Tensor) -> Tensor {
    switch self {
    case .independent: return noise
    case .optimalTransport:
      let costs = images.squaredDistances(to: noise).scalars.map(Double.init)
      return noise.gathering(Assignment(costs: costs, count: images.shape[0]).columns)
    }
  }
}

extension Tensor {
  /// |a|^2 + |b|^2 - 2 a b for every two rows of [N, ...] and [M, ...] of equal size: [N, M].
  ///
  /// Of rows that almost coincide only the magnitude of the rounding is left, about 1e-6 of |a|^2.
  public func squaredDistances(to other: Tensor) -> Tensor {
    let (rows, others) = (asRows, other.asRows)
    precondition(
      rows.shape[1] == others.shape[1],
      "squaredDistances: expected rows of \(rows.shape[1]) elements, got \(others.shape[1])")
    let products = Linear.value(
      rows, weight: (-2 * others).transposed,
      bias: Tensor(shape: [others.shape[0]], scalars: others.squaredNorms))
    let norms = rows.squaredNorms
    let columns = others.shape[0]
    return Tensor(shape: products.shape) { result in
      products.withUnsafeScalars { products in
        for index in result.indices { result[index] = max(0, products[index] + norms[index / columns]) }
      }
    }
  }

  /// [N, ...] -> [N, D].
  var asRows: Tensor { reshaped(to: [shape[0], count / max(1, shape[0])]) }

  /// [N, D] -> |row|^2 for each row.
  private var squaredNorms: [Float] {
    let size = shape[1]
    return withUnsafeScalars { scalars in
      (0..<shape[0]).map { row in
        Float(scalars[row * size..<(row + 1) * size].reduce(0) { $0 + Double($1) * Double($1) })
      }
    }
  }
}
