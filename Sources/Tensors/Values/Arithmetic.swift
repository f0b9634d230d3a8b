extension Tensor {
  /// Sum of two tensors of one shape, element by element.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    requireSameShape("+", a, b)
    let (x, y) = (a.floats, b.floats)
    return elementwise(a.shape) { Vector(x + $0) + Vector(y + $0) }
  }

  /// Difference of two tensors of one shape, element by element.
  public static func - (a: Tensor, b: Tensor) -> Tensor {
    requireSameShape("-", a, b)
    let (x, y) = (a.floats, b.floats)
    return elementwise(a.shape) { Vector(x + $0) - Vector(y + $0) }
  }

  /// Product of two tensors of one shape, element by element.
  public static func * (a: Tensor, b: Tensor) -> Tensor {
    requireSameShape("*", a, b)
    let (x, y) = (a.floats, b.floats)
    return elementwise(a.shape) { Vector(x + $0) * Vector(y + $0) }
  }

  /// Every element times `scale`, the same shape.
  public static func * (scale: Float, a: Tensor) -> Tensor {
    let x = a.floats
    return elementwise(a.shape) { Vector(x + $0) * scale }
  }

  /// Adds a tensor of the same shape in place.
  public static func += (a: inout Tensor, b: Tensor) {
    requireSameShape("+=", a, b)
    let (x, y) = (a.mutableFloats, b.floats)
    Partition(a.count, grain: 1 << 14, unit: 16).concurrently { _, items in
      for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
        (Vector(x + index) + Vector(y + index)).store(to: x + index)
      }
    }
  }

  /// Stops the program when the shapes differ: a mistake of the caller's code.
  static func requireSameShape(_ operation: String, _ a: Tensor, _ b: Tensor) {
    precondition(
      a.shape == b.shape, "\(operation): expected two tensors of one shape, got \(a.shape) and \(b.shape)")
  }
}
