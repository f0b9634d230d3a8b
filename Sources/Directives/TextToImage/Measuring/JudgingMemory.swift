import Networks
import Pipeline
import SharedDirectives

extension InputFacts {
  /// What a block takes whose images a judge looks at, in batches, or whose activations are all kept.
  func judging(
    with model: BlockReference, images: Int, guidance: Double, _ folder: JudgeFolder,
    keepsActivations: Bool = false
  ) -> MemoryNeed {
    guard let model = ImageModelFacts(model, in: self), let judge = try? folder.configuration() else {
      return MemoryNeed()
    }
    let pixels = 3 * model.side * model.side * 4 * images
    let perImage = judge.activationBytes
    let judging = perImage * (keepsActivations ? 3 * images : min(images, 64))
    return MemoryNeed(
      beside: model.memory(images: images, guidance: guidance) + judging + 4 * pixels, option: "limit")
  }
}

extension JudgeConfiguration {
  /// The bytes of all activations of one picture.
  fileprivate var activationBytes: Int {
    var (side, bytes) = (side, 0)
    for (width, stride) in zip(widths, strides) {
      side = (side + stride - 1) / stride
      bytes += 4 * side * side * width
    }
    return bytes
  }
}
