/// A kernel transformed for the convolutions of a network that is evaluated again and again, kept with the weights
/// that it was made from until they change.
struct PreparedKernel: Sendable {
  /// The use that it was transformed for.
  enum Use { case winograd, winogradStride2, winogradStride2Transposed }

  let use: Use
  /// The weights' shape then: tensors of other shapes may share their memory.
  let shape: [Int]
  let kernel: WinogradKernel

  /// Larger ones are made anew every time: transformed, they would take four to nine times the weights' memory.
  static let largestWeight = 1 << 20
}

extension Tensor {
  /// The transformed kernel of these weights; made if it is not there.
  func prepared(for use: PreparedKernel.Use, _ make: (Tensor) -> WinogradKernel) -> WinogradKernel {
    guard count <= PreparedKernel.largestWeight else { return make(self) }
    if let kept = derived as? PreparedKernel, kept.use == use, kept.shape == shape { return kept.kernel }
    let kernel = make(self)
    derived = PreparedKernel(use: use, shape: shape, kernel: kernel)
    return kernel
  }
}
