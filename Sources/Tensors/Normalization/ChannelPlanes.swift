/// An [N, ..., C] array as images of positions with channels, cut into runs of positions of one image.
struct ChannelPlanes {
  let images, positions, channels: Int
  /// Pieces of an image; each is summed by itself.
  private let cut: Partition

  init(_ shape: [Int]) {
    (images, channels) = (shape[0], shape.last!)
    positions = shape.dropFirst().dropLast().reduce(1, *)
    cut = Partition(positions, grain: max(1, (1 << 14) / channels), maximum: 32)
  }

  /// Runs in all images.
  var runs: Int { images * cut.pieces }
  /// Runs in an image.
  var runsPerImage: Int { cut.pieces }
  /// Channels rounded up to whole vectors.
  var pitch: Int { channels.roundedUp(to: 16) }

  /// The image of a run, and its positions counted over the batch.
  subscript(run: Int) -> (image: Int, positions: Range<Int>) {
    let (image, piece) = run.quotientAndRemainder(dividingBy: cut.pieces)
    let range = cut[piece]
    return (image, image * positions + range.lowerBound..<image * positions + range.upperBound)
  }

  /// Two sums for every image and channel, [images, channels] each.
  ///
  /// `add` adds one position into two rows of `pitch` floats, for positions in order; sums go to double precision
  /// every 64 positions, and runs are added in order.
  func sums(
    _ add: (
      _ image: Int, _ position: Range<Int>, _ first: UnsafeMutablePointer<Float>,
      _ second: UnsafeMutablePointer<Float>
    ) -> Void
  ) -> (first: [Double], second: [Double]) {
    var partial = [Double](repeating: 0, count: runs * 2 * channels)
    partial.withUnsafeMutableBufferPointer { partial in
      let partial = partial.baseAddress!
      concurrently(pieces: runs) { run in
        let (image, range) = self[run]
        let scratch = TensorStorage(uninitialized: 2 * pitch)
        let (first, second) = (scratch.floats, scratch.floats + pitch)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
          scratch.floats.update(repeating: 0, count: 2 * pitch)
          add(image, start..<min(start + 64, range.upperBound), first, second)
          for channel in 0..<channels {
            partial[run * 2 * channels + channel] += Double(first[channel])
            partial[(run * 2 + 1) * channels + channel] += Double(second[channel])
          }
        }
        withExtendedLifetime(scratch) {}
      }
    }
    return folded(partial)
  }

  private func folded(_ partial: [Double]) -> ([Double], [Double]) {
    var (first, second) = ([Double](repeating: 0, count: images * channels), [Double]())
    second = first
    for run in 0..<runs {
      let image = run / runsPerImage
      for channel in 0..<channels {
        first[image * channels + channel] += partial[run * 2 * channels + channel]
        second[image * channels + channel] += partial[(run * 2 + 1) * channels + channel]
      }
    }
    return (first, second)
  }
}
