extension GroupAffine {
  /// The gradients from the gradient behind the map; see `GroupNormalization.pullback`.
  func pullback(_ gradient: Tensor, _ x: Tensor, throughGELU: Bool) -> (
    x: Tensor, scale: Tensor, shift: Tensor, modulation: Tensor?
  ) {
    var inner = gradient
    if throughGELU {
      let outer = gradient.floats
      inner = mapping(x) { floats, elements in kernels.geluPullback(outer, floats, elements, into: floats) }
    }
    let (sums, products) = sums(inner, x)
    finish(&inner, x, sums, products)
    return (
      inner, overBatch(products), overBatch(sums), isModulated ? modulationGradient(sums, products) : nil
    )
  }

  /// The sums of the gradient at z and of its product with h, for every image and channel.
  private func sums(_ gradient: Tensor, _ x: Tensor) -> ([Double], [Double]) {
    let (source, outer, map, channels) = (x.floats, gradient.floats, rows, size.channels)
    let result = size.sums { image, positions, first, second in
      let own = map.row(image)
      for position in positions {
        for channel in stride(from: 0, to: channels, by: 16) {
          let (index, lanes) = (position * channels + channel, min(16, channels - channel))
          let g = Vector(outer + index, first: lanes)
          let h = own.deviation(Vector(source + index, first: lanes), channel)
          (Vector(first + channel) + g).store(to: first + channel)
          Vector(second + channel).addingProduct(g, h).store(to: second + channel)
        }
      }
    }
    withExtendedLifetime((self, x, gradient)) {}
    return result
  }

  /// Turns the gradient at z into the gradient at x, in place.
  private func finish(_ inner: inout Tensor, _ x: Tensor, _ sums: [Double], _ products: [Double]) {
    let constant = groupMeans(sums)
    let linear = groupMeans(products)
    let (source, g, map) = (x.floats, inner.mutableFloats, rows)
    let (c, l) = (constant.floats, linear.floats)
    concurrently(pieces: size.runs) { run in
      let (image, positions) = size[run]
      let own = map.row(image)
      for position in positions {
        for channel in stride(from: 0, to: size.channels, by: 16) {
          let (index, lanes) = (position * size.channels + channel, min(16, size.channels - channel))
          let place = image * size.pitch + channel
          let h = own.deviation(Vector(source + index, first: lanes), channel)
          let rest = Vector(c + place).addingProduct(h, Vector(l + place)) * Vector(own.inverse + channel)
          let direct = Vector(g + index, first: lanes) * Vector(own.factor + channel)
          (direct - rest).store(to: g + index, first: lanes)
        }
      }
    }
    withExtendedLifetime((self, constant, linear)) {}
  }

  /// The mean over each group of scale (1 + s) times the sums, one for each channel, [images, pitch].
  private func groupMeans(_ sums: [Double]) -> Tensor {
    let (channels, width) = (size.channels, size.channels / statistics.groups)
    var result = Tensor(repeating: 0, shape: [size.images, size.pitch])
    let floats = result.mutableFloats
    for first in stride(from: 0, to: size.images * channels, by: width) {
      let total = (first..<first + width).reduce(0.0) {
        $0 + Double(scale[$1 % channels] * gain[$1]) * sums[$1]
      }
      for index in first..<first + width {
        floats[index / channels * size.pitch + index % channels] = Float(
          total / Double(width * size.positions))
      }
    }
    return result
  }

  /// The sum over the batch of (1 + s) times the sums, [channels].
  private func overBatch(_ sums: [Double]) -> Tensor {
    var totals = [Double](repeating: 0, count: size.channels)
    for index in sums.indices { totals[index % size.channels] += Double(gain[index]) * sums[index] }
    return Tensor(shape: [size.channels], scalars: totals.map { Float($0) })
  }

  /// [images, 2 channels]
  private func modulationGradient(_ sums: [Double], _ products: [Double]) -> Tensor {
    let channels = size.channels
    return Tensor(shape: [size.images, 2 * channels]) { result in
      for index in sums.indices {
        let (image, channel) = index.quotientAndRemainder(dividingBy: channels)
        let slope = Double(scale[channel]) * products[index] + Double(shift[channel]) * sums[index]
        result[image * 2 * channels + channel] = Float(slope)
        result[(image * 2 + 1) * channels + channel] = Float(sums[index])
      }
    }
  }
}
