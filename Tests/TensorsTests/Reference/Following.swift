import Tensors

/// What follows a convolution in a network that is evaluated: a batch normalisation with known statistics and a GELU.
struct Following {
  let statistics: ChannelStatistics
  let scale, shift: Tensor
  private let operation = BatchNormalization(followedByGELU: true)

  init(channels: Int, _ generator: inout TorchGenerator) {
    statistics = ChannelStatistics(
      mean: generator.normal([channels]), variance: generator.uniform([channels], from: 0.5, to: 2), count: 1)
    (scale, shift) = (generator.normal([channels]), generator.normal([channels]))
  }

  var known: NormalizationWithGELU { operation.known(statistics, scale: scale, shift: shift)! }

  func callAsFunction(_ y: Tensor) -> Tensor { operation(y, statistics, scale: scale, shift: shift) }
}
