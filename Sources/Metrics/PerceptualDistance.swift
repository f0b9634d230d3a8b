import Tensors

/// How differently two images excite a network: 0 for equal ones.
///
/// At every position of every layer the channels are scaled to unit length; the squared distance of the two is averaged
/// over the positions, and then over the layers (Zhang, Isola, Efros, Shechtman and Wang 2018, eq. 1, with all w = 1).
public enum PerceptualDistance {
  /// Added to lengths, so that a position without any excitation has none afterwards.
  private static let epsilon = 1e-10

  /// Of each image, from the layers' activations, [N, h, w, C] each.
  public static func between(_ a: [Tensor], _ b: [Tensor]) -> [Double] {
    precondition(
      a.count == b.count && !a.isEmpty,
      "PerceptualDistance: expected as many layers of both, got \(a.count) and \(b.count)")
    let layers = zip(a, b).map(layer)
    return layers[0].indices.map { image in
      layers.reduce(0) { $0 + $1[image] } / Double(layers.count)
    }
  }

  /// Activations [N, h, w, C] with the channels of every position scaled to unit length.
  public static func unitChannels(_ x: Tensor) -> Tensor {
    let (values, channels) = (x.scalars, x.shape[3])
    return Tensor(shape: x.shape) { result in
      for start in stride(from: 0, to: values.count, by: channels) {
        let own = start..<start + channels
        let scale = 1 / length(values, own)
        for index in own { result[index] = Float(scale * Double(values[index])) }
      }
    }
  }

  private static func length(_ v: [Float], _ own: Range<Int>) -> Double {
    own.reduce(0.0) { $0 + Double(v[$1]) * Double(v[$1]) }.squareRoot() + epsilon
  }

  private static func layer(_ a: Tensor, _ b: Tensor) -> [Double] {
    ImagePairs.require("PerceptualDistance", a, b)
    let (x, y, channels) = (a.scalars, b.scalars, a.shape[3])
    let positions = a.shape[1] * a.shape[2]
    return (0..<a.shape[0]).map { image in
      let sum = (image * positions..<(image + 1) * positions).reduce(0.0) { sum, position in
        sum + distance(x, y, position * channels..<(position + 1) * channels)
      }
      return sum / Double(positions)
    }
  }

  /// The squared distance of two vectors of unit length.
  private static func distance(_ x: [Float], _ y: [Float], _ own: Range<Int>) -> Double {
    let (p, q) = (1 / length(x, own), 1 / length(y, own))
    return own.reduce(0.0) { sum, index in
      let difference = p * Double(x[index]) - q * Double(y[index])
      return sum + difference * difference
    }
  }
}
