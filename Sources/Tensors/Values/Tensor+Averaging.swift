extension Tensor {
  /// self += share (other - self), in place, of one shape: a step of an exponential moving average.
  public mutating func move(toward other: Tensor, by share: Float) {
    Tensor.requireSameShape("move", self, other)
    let (x, y) = (mutableFloats, other.floats)
    Partition(count, grain: 1 << 14, unit: 16).concurrently { _, items in
      for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
        let own = Vector(x + index)
        (own + (Vector(y + index) - own) * share).store(to: x + index)
      }
    }
  }
}
