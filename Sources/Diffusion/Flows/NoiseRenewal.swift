import Tensors

/// Draws a share of the noise in images anew at every step of a flow, so that later steps can mend what went wrong.
///
/// As far as the velocity u knows, a point x at time t lies on the straight line from the noise x - t u to the image
/// x + (1 - t) u. Euler's method goes on along that line. Here it goes to the line from another noise to the same image:
/// sqrt(1 - s²) of the old noise and s of a fresh one. For straight lines that is the step of DDIM (Song, Meng and Ermon
/// 2021, eq. 12) with sigma = s (1 - t - h); s = 0 is Euler's method.
///
/// The mixture would have the old noise's variance if that were known. The noise that the velocity tells is a mean, which
/// varies less: the more of it is drawn anew and the more often, the more images gather where most of them are.
public struct NoiseRenewal: Sendable {
  /// s, in 0...1.
  public let share: Double
  private var streams: ImageStreams

  /// Noise from a stream for each image, at least one; a share outside 0...1 is a mistake of the caller's.
  public init(share: Double, each generators: [TorchGenerator]) {
    precondition(0...1 ~= share, "NoiseRenewal: expected a share in 0...1, got \(share)")
    (self.share, streams) = (share, ImageStreams(each: generators))
  }

  /// One step from images [N, H, W, C] at a time to a later one.
  mutating func step(_ field: some VelocityField, _ x: Tensor, at t: Float, to end: Float) -> Tensor {
    let velocity = field.velocity(of: x, at: t)
    let (noise, image) = (x + -t * velocity, x + (1 - t) * velocity)
    let kept = Float((1 - share * share).squareRoot())
    return end * image + (1 - end) * (kept * noise + Float(share) * streams.normalImages(x.shape))
  }
}
