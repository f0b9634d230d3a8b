import Tensors

/// Ways to split an image into components that sum to it (Geng, Park and Owens 2024b, section 3).
public enum Factorization: Hashable, Sendable {
  /// Low and high frequencies: what one sees from afar and from near.
  case hybrid(GaussianBlur)
  /// High, middle and low frequencies; the first blur is the narrower one.
  case triple(GaussianBlur, GaussianBlur)
  /// The mean of the channels, and colour around it.
  case colour
  /// What a diagonal motion over so many pixels leaves, and the rest.
  case motion(length: Int)
  /// The image in parts of these weights, which sum to 1; negative ones push away.
  case scale([Float])

  /// The number of components.
  public var count: Int {
    switch self {
    case .hybrid, .colour, .motion: 2
    case .triple: 3
    case .scale(let weights): weights.count
    }
  }

  /// One component of images [N, H, W, C]; `index` is below `count`.
  public func component(_ index: Int, of images: Tensor) -> Tensor {
    switch self {
    case .hybrid(let blur): return index == 0 ? blur(images) : images - blur(images)
    case .triple(let narrow, let wide):
      let smooth = narrow(images)
      return index == 0 ? images - smooth : index == 1 ? smooth - wide(smooth) : wide(smooth)
    case .colour: return index == 0 ? images.grey : images - images.grey
    case .motion(let length):
      let moved = images.blurredDiagonally(length)
      return index == 0 ? moved : images - moved
    case .scale(let weights): return weights[index] * images
    }
  }
}

/// One image whose components each come from another prompt: the noises are split, and each component is taken from
/// one of them.
///
/// The code of the variance is the mean of all codes.
public struct FactorizedIllusion<Model: NoisePredictor>: NoisePredictor {
  /// How images are split.
  public let factorization: Factorization
  /// One model for each component.
  public let models: [Model]

  /// As many models as components.
  public init(_ factorization: Factorization, models: [Model]) {
    precondition(
      models.count == factorization.count,
      "FactorizedIllusion: expected \(factorization.count) models, got \(models.count)")
    (self.factorization, self.models) = (factorization, models)
  }

  /// x [N, H, W, C] at a timestep -> its noise.
  public func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
    let predictions = models.map { $0.prediction(for: x, at: timestep) }
    let parts = predictions.enumerated().map { factorization.component($0, of: $1.noise) }
    var result = NoisePrediction.mean(of: predictions)
    result.noise = parts.dropFirst().reduce(parts[0], +)
    return result
  }

  /// x [N, H, W, C] with one component of another image, such as a noised photograph: illusions around a given picture.
  public static func replacing(
    _ index: Int, of x: Tensor, by reference: Tensor, _ factorization: Factorization
  ) -> Tensor {
    x + (factorization.component(index, of: reference) - factorization.component(index, of: x))
  }
}

extension Tensor {
  /// The mean of the channels in every channel.
  fileprivate var grey: Tensor {
    let (values, channels) = (scalars, shape[3])
    return Tensor(shape: shape) { result in
      for start in stride(from: 0, to: values.count, by: channels) {
        let mean = values[start..<start + channels].reduce(0, +) / Float(channels)
        for index in start..<start + channels { result[index] = mean }
      }
    }
  }

  /// The mean of `length` pixels from the upper left to the lower right, zeros outside of the image.
  fileprivate func blurredDiagonally(_ length: Int) -> Tensor {
    let (values, height, width, channels) = (scalars, shape[1], shape[2], shape[3])
    return Tensor(shape: shape) { result in
      for index in result.indices {
        let (row, column) = (index / (channels * width) % height, index / channels % width)
        var sum: Float = 0
        for offset in -(length / 2)..<length - length / 2 {
          guard 0..<height ~= row + offset, 0..<width ~= column + offset else { continue }
          sum += values[index + offset * (width + 1) * channels]
        }
        result[index] = sum / Float(length)
      }
    }
  }
}
