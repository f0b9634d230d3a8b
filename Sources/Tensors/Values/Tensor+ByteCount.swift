extension Tensor {
  /// The bytes that a tensor of a shape takes of the pool.
  package static func byteCount(ofShape shape: [Int]) -> Int {
    4 * MemoryPool.capacity(for: shape.reduce(1, *))
  }
}
