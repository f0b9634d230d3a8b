/// A dense float32 array with a shape and value semantics; images are [N, H, W, C].
///
/// Copies share memory until one of them is written.
public struct Tensor: Equatable, Sendable {
  /// The length of every axis, outermost first; empty for a scalar.
  public let shape: [Int]
  private var storage: TensorStorage

  /// Elements in row-major order; `scalars.count` must equal the product of `shape`.
  public init(shape: [Int], scalars: [Float]) {
    precondition(
      shape.reduce(1, *) == scalars.count,
      "Tensor: shape \(shape) needs \(shape.reduce(1, *)) elements, got \(scalars.count)")
    self.init(shape: shape) { destination in
      scalars.withUnsafeBufferPointer { _ = destination.update(fromContentsOf: $0) }
    }
  }

  /// A tensor of one value everywhere.
  public init(repeating value: Float, shape: [Int]) {
    self.shape = shape
    storage = TensorStorage(repeating: value, count: shape.reduce(1, *))
  }

  /// A tensor whose elements `initialize` writes, every one of them, in row-major order.
  public init(shape: [Int], initializingWith initialize: (UnsafeMutableBufferPointer<Float>) -> Void) {
    self.init(uninitialized: shape)
    initialize(UnsafeMutableBufferPointer(start: storage.floats, count: storage.count))
  }

  /// For kernels that write every element.
  init(uninitialized shape: [Int]) {
    precondition(shape.allSatisfy { $0 >= 0 }, "Tensor: expected no negative length, got \(shape)")
    self.shape = shape
    storage = TensorStorage(uninitialized: shape.reduce(1, *))
  }

  private init(shape: [Int], sharing storage: TensorStorage) { (self.shape, self.storage) = (shape, storage) }

  /// The number of elements.
  public var count: Int { storage.count }

  /// The elements in row-major order, copied; take it once, not inside a loop.
  public var scalars: [Float] { withUnsafeScalars { Array($0) } }

  /// Calls `body` with the elements in row-major order, without a copy; throws what `body` does.
  public func withUnsafeScalars<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(storage) {} }
    return try body(UnsafeBufferPointer(start: storage.floats, count: storage.count))
  }

  /// Calls `body` with the elements in row-major order, to change in place; throws what `body` does.
  public mutating func withUnsafeMutableScalars<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    makeUnique()
    defer { withExtendedLifetime(storage) {} }
    return try body(UnsafeMutableBufferPointer(start: storage.floats, count: storage.count))
  }

  /// The same elements in another shape of the same size.
  public func reshaped(to shape: [Int]) -> Tensor {
    precondition(
      shape.reduce(1, *) == count,
      "reshaped: expected \(count) elements, got shape \(shape) for \(self.shape)")
    return Tensor(shape: shape, sharing: storage)
  }

  /// Equal shapes and equal elements; like `Float`, NaN differs from itself.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.shape == b.shape && a.withUnsafeScalars { x in b.withUnsafeScalars { y in x.elementsEqual(y) } }
  }

  /// The first element, for kernels; vectors of 16 floats may run into the padding behind the last element.
  /// Valid while the tensor lives.
  var floats: UnsafePointer<Float> { UnsafePointer(storage.floats) }

  /// The first element of a tensor that shares its memory with no other one, for kernels.
  var mutableFloats: UnsafeMutablePointer<Float> {
    mutating get {
      makeUnique()
      return storage.floats
    }
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = TensorStorage(copying: storage) }
    storage.derived = nil
  }

  /// What was made from the elements, for as long as they do not change.
  var derived: (any Sendable)? {
    get { TensorStorage.guardian.withLock { _ in storage.derived } }
    nonmutating set { TensorStorage.guardian.withLock { _ in storage.derived = newValue } }
  }
}
