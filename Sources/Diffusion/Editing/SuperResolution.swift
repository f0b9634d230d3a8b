import Tensors

/// A second-stage model with its low-resolution image: the noised, enlarged image goes behind the noisy one
/// (Ho et al. 2022, "Cascaded diffusion models", section 3).
public struct SuperResolution<Model: PromptedNoisePredictor>: PromptedNoisePredictor {
  /// Takes [N, H, W, 2 C].
  public let model: Model
  /// The enlarged image with its noise, one for each image of a batch, [N, H, W, C].
  public let conditioning: Tensor

  /// - Parameters:
  ///   - image: the low-resolution image, [N, h, w, C] in -1...1.
  ///   - height, width: what it is enlarged to.
  ///   - noiseLevel: the timestep of `schedule` that the enlarged image is noised to, which the model must be told as
  ///     well.
  ///   - streams: draw that noise, once.
  public init(
    _ model: Model, image: Tensor, height: Int, width: Int, noiseLevel: Int, _ schedule: NoiseSchedule,
    _ streams: inout ImageStreams
  ) {
    let enlarged = image.enlarged(height: height, width: width)
    self.model = model
    conditioning = schedule.noised(enlarged, with: streams.normalImages(enlarged.shape), at: noiseLevel)
  }

  private init(_ model: Model, conditioning: Tensor) {
    (self.model, self.conditioning) = (model, conditioning)
  }

  /// The same model and the same noisy enlarged image, looked at through a view: for images that show something in it.
  public func seen(through view: ImageView) -> SuperResolution {
    SuperResolution(model, conditioning: view.seen(conditioning))
  }

  /// x [N, H, W, C] or, as guidance asks, twice the images -> the model's prediction.
  public func prediction(for x: Tensor, at timestep: Float, text: Tensor) -> NoisePrediction {
    let repeats = x.shape[0] / conditioning.shape[0]
    let rows = (0..<x.shape[0]).map { $0 % conditioning.shape[0] }
    let images = repeats == 1 ? conditioning : conditioning.gathering(rows)
    return model.prediction(for: Concatenation.value(x, images), at: timestep, text: text)
  }
}

extension Tensor {
  /// Images [N, h, w, C] enlarged in straight lines between pixels, the corner pixels staying in the corners
  /// (torch's `interpolate` with `align_corners`), [N, height, width, C].
  public func enlarged(height: Int, width: Int) -> Tensor {
    precondition(shape.count == 4, "enlarged: expected [N, H, W, C], got \(shape)")
    let (rows, columns, channels) = (shape[1], shape[2], shape[3])
    let (down, across) = (Line(from: rows, to: height), Line(from: columns, to: width))
    let source = scalars
    return Tensor(shape: [shape[0], height, width, channels]) { result in
      for index in result.indices {
        let (pixel, channel) = index.quotientAndRemainder(dividingBy: channels)
        let (line, column) = pixel.quotientAndRemainder(dividingBy: width)
        let (image, row) = line.quotientAndRemainder(dividingBy: height)
        let (y, x) = (down[row], across[column])
        func value(_ y: Int, _ x: Int) -> Float {
          source[((image * rows + y) * columns + x) * channels + channel]
        }
        let upper = value(y.below, x.below) * (1 - x.share) + value(y.below, x.above) * x.share
        let lower = value(y.above, x.below) * (1 - x.share) + value(y.above, x.above) * x.share
        result[index] = upper * (1 - y.share) + lower * y.share
      }
    }
  }
}

/// Where the pixels of a longer line lie on a shorter one, ends on ends.
private struct Line {
  private let length: Int
  private let scale: Float

  init(from length: Int, to longer: Int) {
    self.length = length
    scale = longer > 1 ? Float(length - 1) / Float(longer - 1) : 0
  }

  subscript(position: Int) -> (below: Int, above: Int, share: Float) {
    let place = Float(position) * scale
    let below = min(Int(place), length - 1)
    return (below, min(below + 1, length - 1), place - Float(below))
  }
}
