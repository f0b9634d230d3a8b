import Foundation
import Tensors

/// How likely a flow is to make an image: the instantaneous change of variables (Chen et al. 2018, theorem 1).
///
/// log p(x(1)) = log N(x(0); 0, I) - integral over t of div u(x(t), t), where x(t) runs backwards from the image. State
/// and integral are solved together, as rows of one more element, in the reversed time 1 - t.
public struct Likelihood<Field: DifferentiableVelocityField> {
  /// The flow.
  public let field: Field
  /// How its divergence is found; a probe stays the same for a whole solve.
  public let divergence: Divergence

  /// The density of `field`'s samples; a probe must have the shape of the images.
  public init(of field: Field, divergence: Divergence) { (self.field, self.divergence) = (field, divergence) }

  /// The way back from x [N, ...], for a solver of the caller's choice.
  public func way(back x: Tensor) -> BackwardFlow<Field> { BackwardFlow(likelihood: self, end: x) }

  /// log p for each row of x [N, ...], in nats, by equal steps.
  public func logDensity(of x: Tensor, steps: Int, solver: FixedStepSolver = .rk4) -> [Double] {
    let way = way(back: x)
    return way.logDensity(at: Trajectory(of: way, from: way.start, steps: steps, solver: solver).end)
  }

  /// log p for each row of x [N, ...], in nats, by steps that follow the error; throws a `SolverError`.
  public func logDensity(of x: Tensor, solver: DormandPrince) throws(SolverError) -> [Double] {
    let way = way(back: x)
    return way.logDensity(at: try AdaptiveTrajectory(of: way, from: way.start, solver: solver).end())
  }
}

/// From images to noise, with the integral of the divergence beside each: rows (x, integral) [N, D + 1] in the time
/// s = 1 - t, where d/ds = (-u, div u).
public struct BackwardFlow<Field: DifferentiableVelocityField>: VelocityField {
  /// The images with integrals of 0, where s = 0.
  public let start: Tensor
  private let likelihood: Likelihood<Field>
  private let shape: [Int]

  init(likelihood: Likelihood<Field>, end x: Tensor) {
    self.likelihood = likelihood
    shape = x.shape
    start = Self.widened(x, by: [Double](repeating: 0, count: x.shape[0]), times: 1)
  }

  /// (x, integral) -> (-u, div u), both [N, D + 1].
  public func velocity(of state: Tensor, at time: Float) -> Tensor {
    let size = state.shape[1] - 1
    let x = Tensor(shape: shape) { x in
      state.withUnsafeScalars { state in
        for index in x.indices { x[index] = state[index / size * (size + 1) + index % size] }
      }
    }
    let (velocity, divergence) = likelihood.divergence.velocity(of: likelihood.field, x, at: 1 - time)
    return Self.widened(velocity, by: divergence, times: -1)
  }

  /// The state [N, D + 1] at s = 1 -> log p of each image, in nats.
  public func logDensity(at end: Tensor) -> [Double] {
    let size = end.shape[1] - 1
    return end.withUnsafeScalars { scalars in
      (0..<end.shape[0]).map { row in
        let x = scalars[row * (size + 1)..<row * (size + 1) + size]
        let square = x.reduce(0) { $0 + Double($1) * Double($1) }
        let normal = -(square + Double(size) * log(2 * .pi)) / 2
        return normal - Double(scalars[row * (size + 1) + size])
      }
    }
  }

  /// Rows times a factor, each with one more element behind it.
  private static func widened(_ x: Tensor, by last: [Double], times factor: Float) -> Tensor {
    let size = x.count / max(1, x.shape[0])
    return Tensor(shape: [x.shape[0], size + 1]) { result in
      x.withUnsafeScalars { x in
        for index in x.indices { result[index / size * (size + 1) + index % size] = factor * x[index] }
      }
      for (row, value) in last.enumerated() { result[row * (size + 1) + size] = Float(value) }
    }
  }
}

/// Bits that it takes to tell a pixel of an image whose pixels have 256 levels.
public enum BitsPerDimension {
  /// From log p in nats of an image in 0...1 with so many pixels: -log p / (pixels ln 2) + 8.
  ///
  /// (Theis et al. 2016: a bound on the bits per pixel of the discrete image when noise fills its levels.)
  public static func value(logDensity: Double, pixels: Int) -> Double {
    -logDensity / (Double(pixels) * log(2)) + 8
  }

  /// Images [N, H, W, C] with levels k / 255 -> (k + U) / 256 with U uniform, drawn as `torch.rand(N, C, H, W)`.
  public static func dequantized(_ images: Tensor, _ generator: inout TorchGenerator) -> Tensor {
    precondition(images.shape.count == 4, "dequantized: expected [N, H, W, C], got \(images.shape)")
    let (n, h, w, c) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3])
    let noise = generator.uniform([n, c, h, w]).channelsLast
    return Tensor(shape: images.shape) { result in
      images.withUnsafeScalars { images in
        noise.withUnsafeScalars { noise in
          for index in result.indices {
            result[index] = ((images[index] * 255).rounded() + noise[index]) / 256
          }
        }
      }
    }
  }
}
