import Diffusion
import Tensors

/// The random numbers of a step, drawn in the order of the properties.
struct NoiseDraws {
  /// eps, [N, H, W, 3]
  let noise: Tensor
  /// One for each image.
  let timesteps: [Int]
  /// Whether each image keeps its text.
  let keeps: [Bool]
  /// For a network of the second stage, what becomes of the smaller images.
  var enlargement: (levels: [Int], noise: Tensor)?

  /// Draws what an objective asks for.
  ///
  /// - Parameter levels: how much noise the enlarged images of a second stage get at the most, in timesteps; nil for a
  ///   first stage.
  init(
    _ objective: NoiseObjective, shape: [Int], timesteps count: Int, levels: Int?,
    _ generator: inout TorchGenerator
  ) {
    let images = shape[0]
    noise = generator.normalImages(shape)
    switch objective.timesteps {
    case .independent: timesteps = generator.integers(images, below: count)
    case .stratified: timesteps = generator.stratifiedTimesteps(images, of: count)
    }
    keeps = generator.uniform([images]).scalars.map { Double($0) >= objective.dropProbability }
    guard let levels else { return }
    let drawn = generator.integers(images, below: levels)
    enlargement = (drawn, generator.normalImages(shape))
  }
}

extension TorchGenerator {
  /// One timestep in each of as many equal parts of `total`, in random order: as
  /// `((torch.arange(count) + torch.rand(count)) / count * total).long().clamp(max=total - 1)[torch.randperm(count)]`.
  mutating func stratifiedTimesteps(_ count: Int, of total: Int) -> [Int] {
    let places = uniform([count]).scalars.enumerated().map { (Float($0) + $1) / Float(count) }
    let timesteps = places.map { min(total - 1, Int($0 * Float(total))) }
    return permutation(count).map { timesteps[$0] }
  }
}
