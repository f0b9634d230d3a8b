import Synchronization

/// The memory of a tensor: 64-byte aligned, and long enough that a vector of 16 floats that begins inside may be read.
final class TensorStorage: @unchecked Sendable {
  /// The number of floats asked for.
  let count: Int
  /// The first float; `capacity` floats may be read and written.
  let floats: UnsafeMutablePointer<Float>
  /// At least `count` rounded up to a size class of the memory pool, a multiple of 16.
  let capacity: Int

  /// Made from the floats and good for as long as they do not change; under `guardian`.
  var derived: (any Sendable)?
  /// Guards what is derived from any tensor's memory.
  static let guardian = Mutex(())

  /// Floats of unspecified value; the caller writes every one of them before anything reads it.
  init(uninitialized count: Int) {
    self.count = count
    (floats, capacity) = MemoryPool.shared.take(MemoryPool.capacity(for: count))
  }

  /// Floats of one value, up to the padding's end.
  convenience init(repeating value: Float, count: Int) {
    self.init(uninitialized: count)
    floats.update(repeating: value, count: min(capacity, MemoryPool.capacity(for: count)))
  }

  /// A copy that shares no memory with the original.
  convenience init(copying other: TensorStorage) {
    self.init(uninitialized: other.count)
    floats.update(from: other.floats, count: min(capacity, other.capacity, MemoryPool.capacity(for: count)))
  }

  deinit { MemoryPool.shared.give(floats, capacity) }
}
