/// A kernel as a convolution uses it.
struct UsedKernel {
  let weight: Tensor
  /// Whether what is made of it stays with the weights until they change: for a network that is evaluated again and again.
  let isKept: Bool

  /// What it was prepared for.
  enum Use { case winograd, winogradTransposed, stride2, stride2Transposed, columns, patches }

  /// Larger ones are made anew every time: transformed, they would take four to nine times the weights' memory.
  private static let largest = 1 << 20

  /// The weights as one method needs them; made if they are not there.
  func prepared<Prepared: Sendable>(for use: Use, _ make: (Tensor) -> Prepared) -> Prepared {
    guard isKept && weight.count <= Self.largest else { return make(weight) }
    if let kept = weight.derived as? PreparedKernel<Prepared>, kept.use == use, kept.shape == weight.shape {
      return kept.form
    }
    let form = make(weight)
    weight.derived = PreparedKernel(use: use, shape: weight.shape, form: form)
    return form
  }
}

/// What was made of a kernel.
private struct PreparedKernel<Form: Sendable>: Sendable {
  let use: UsedKernel.Use
  /// The weights' shape then: tensors of other shapes may share their memory.
  let shape: [Int]
  let form: Form
}
