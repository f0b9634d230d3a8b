import Models
import Networks
import Pipeline
import SharedDirectives

extension ImageModelFacts {
  /// What denoising so many images of a side in pixels takes of memory, as many together as `ImageSampler` does; the
  /// texts' encoder is gone by then, but the network is there already while it works.
  func memory(images: Int, guidance: Double, side: Int? = nil) -> Int {
    let rows = max(1, min(images, network.imagesTogether)) * (guidance == 1 ? 1 : 2)
    let tensors = network.evaluationBytes(images: rows, side: side ?? self.side)
    let pixels = 3 * self.side * self.side * 4 * images
    // The pool keeps blocks for the next tensors of their sizes, and kernels work beside the tensors.
    return weightBytes + max(tensors * 11 / 4, encoderBytes) + 4 * pixels
  }

  /// What weights take that stay in memory as they are in their file: in half precision with the blocks in which they are
  /// converted, of which the pool keeps some for other tensors; in single precision with as many blocks as the pool keeps.
  static func weightBytes(_ network: NetworkSummary) -> Int {
    let isSingle = network.elementTypes["F16"] == nil && network.byteCount <= 1 << 30
    guard !isSingle else { return singleBytes(network.parameters) }
    return network.memory + min(8 * network.parameters, 1 << 27)
  }

  /// The same for weights in single precision.
  static func singleBytes(_ parameters: Int) -> Int { 4 * parameters * 9 / 5 }
}

extension TextToImageConfiguration {
  /// How many images are denoised together at the most, where there are many: as many as keep a map of the network's full
  /// size within 4 MB, guided, which is what two cores' caches hold. A small network's weights are prepared for all of
  /// them at once.
  var imagesTogether: Int {
    let size = 2 * side * side * (levels.first?.channels ?? 1)
    return max(1, (1 << 20) / size)
  }
}

extension InputFacts {
  /// What a block takes that denoises images with a model; the program alone where nothing is known of that.
  ///
  /// - Parameters:
  ///   - images: how many there are.
  ///   - image: the block of an image, whose side they have; the model's if nil.
  ///   - option: what decides most of it.
  func denoising(
    with model: BlockReference, images: Int = 1, guidance: Double, image: BlockReference? = nil,
    option: String? = "model"
  ) -> MemoryNeed {
    guard let model = ImageModelFacts(model, in: self) else { return MemoryNeed() }
    let side = image.flatMap(pictures)?.side
    return MemoryNeed(
      beside: model.memory(images: images, guidance: guidance, side: side), option: option)
  }
}
