import Diffusion
import Tensors

extension ImageSampler {
  /// An image [1, H, W, 3] at an index of the timesteps, and the stream that draws the noise of its steps.
  struct Begun {
    let image: Tensor
    let index: Int
    let generator: TorchGenerator
  }

  /// What images at their indices of the timesteps become, each [1, H, W, 3], in their order. By a method without memory
  /// as many walk together as the network gains by: each joins the others where it begins, and depends on none of them.
  ///
  /// - Parameter shares: how many such pieces of work the block has, of which this is the first.
  /// - Throws: `Interrupted`.
  func ends(_ predictor: some NoisePredictor, from begun: [Begun], of shares: Int = 1) throws -> [Tensor] {
    let together = ImageMethod.withoutMemory.contains(options.sampler) ? batchSize : 1
    let order = begun.indices.sorted { (begun[$0].index, $0) < (begun[$1].index, $1) }
    let parts = stride(from: 0, to: order.count, by: together).map {
      Array(order[$0..<min($0 + together, order.count)])
    }
    var ends = begun.map(\.image)
    for (part, places) in parts.enumerated() {
      let own = places.map { begun[$0] }
      let images: [Tensor]
      if together == 1 {
        images = [
          try end(
            predictor, from: own[0].image, at: own[0].index, ImageStreams(own[0].generator), part: part,
            of: parts.count * shares)
        ]
      } else {
        let method = method(ImageStreams(each: own.map(\.generator)))
        images = try walk(method, predictor, own) {
          try context.advance($0, part: part, of: parts.count * shares, "denoising")
        }
      }
      for (place, image) in zip(places, images) { ends[place] = image }
    }
    return ends
  }

  /// What images become that walk together, those first that begin first.
  private func walk<Method: DenoisingMethod>(
    _ method: Method, _ predictor: some NoisePredictor, _ begun: [Begun], willStep: (Double) throws -> Void
  ) throws -> [Tensor] {
    var method = method
    let last = method.timesteps.count - (options.steps.endsAtLastTimestep ? 1 : 0)
    let walking = begun.filter { $0.index < last }
    var images: [Tensor] = []
    for index in (walking.first?.index ?? last)..<last {
      try willStep(Double(index) / Double(last))
      images += walking.filter { $0.index == index }.map(\.image)
      let state = method.step(from: Tensor(joining: images), at: index, predictor).x
      context.sampled(state)
      images = state.eachRow
    }
    return images + begun.dropFirst(walking.count).map(\.image)
  }
}
