import Tensors

/// Fills the masked part of an image, with the known part put back at every step; optionally it goes back up some
/// steps and down again, so that both parts come to fit (RePaint: Lugmayr et al. 2022, algorithm 1).
public struct Inpainting<Method: DenoisingMethod, Model: NoisePredictor>: Sequence {
  /// Going back up.
  public struct Resampling: Hashable, Sendable {
    /// Steps to go back at a time.
    public var jump: Int
    /// How often each stretch is walked in all; 1 goes straight down.
    public var repetitions: Int

    /// The paper's are 10 and 10.
    public init(jump: Int, repetitions: Int) {
      precondition(
        jump > 0 && repetitions > 0,
        "Resampling: expected a positive jump and repetitions, got \(jump) and \(repetitions)")
      (self.jump, self.repetitions) = (jump, repetitions)
    }
  }

  private let method: Method
  private let model: Model
  private let schedule: NoiseSchedule
  private let known: KnownRegion
  private let start: Tensor
  private let path: [Int]
  private let lastIndex: Int
  private let generator: TorchGenerator

  /// - Parameters:
  ///   - method: one whose images keep their scale and that remembers nothing of earlier steps, such as `DDPM`.
  ///   - image: [N, H, W, C]; the mask is one of `KnownRegion`.
  ///   - start: an image at `timesteps[first]`, of the same shape; usually noise.
  ///   - endsAtLastTimestep: see `Denoising`.
  ///   - generator: draws the known region's noise and that of going back up.
  public init(
    _ method: Method, _ model: Model, _ schedule: NoiseSchedule, image: Tensor, mask: Tensor,
    from start: Tensor, at first: Int = 0, endsAtLastTimestep: Bool = false, resampling: Resampling? = nil,
    generator: TorchGenerator
  ) {
    let timesteps = method.timesteps.map { Int($0) }
    (self.method, self.model, self.schedule) = (method, model, schedule)
    (self.start, self.generator) = (start, generator)
    known = KnownRegion(of: image, mask: mask, schedule, steps: timesteps)
    lastIndex = Swift.max(first, timesteps.count - (endsAtLastTimestep ? 1 : 0))
    path = Self.path(from: first, to: lastIndex, resampling)
  }

  /// The indices visited: down by one step, and at the end of every stretch of `jump` steps back up and down again
  /// until it was walked `repetitions` times.
  public static func path(from first: Int, to last: Int, _ resampling: Resampling?) -> [Int] {
    var path = [first]
    for index in stride(from: first, to: last, by: resampling?.jump ?? 1) {
      let end = Swift.min(index + (resampling?.jump ?? 1), last)
      for repetition in 0..<(resampling?.repetitions ?? 1) {
        if repetition > 0 { path += (index..<end).reversed() }
        path += index + 1..<end + 1
      }
    }
    return path
  }

  /// The start, and then one state for every place of the path.
  public func makeIterator() -> AnyIterator<DenoisingState> {
    var (method, generator, position, x) = (method, generator, 0, start)
    var estimate: Tensor?
    return AnyIterator {
      guard position < path.count else { return nil }
      defer { position += 1 }
      let index = path[position]
      if position > 0 {
        let before = path[position - 1]
        if index > before {
          let step = method.step(from: x, at: before, model)
          estimate = step.estimate
          x = known.impose(on: step.x, at: index, lastIndex: lastIndex, &generator)
        } else {
          x = noisedAgain(x, from: before, to: index, &generator)
        }
      }
      let timestep = index < method.timesteps.count ? method.timesteps[index] : nil
      return DenoisingState(index: index, timestep: timestep, x: x, estimate: estimate)
    }
  }

  /// The last image.
  public var end: Tensor {
    var x = start
    for state in self { x = state.x }
    return x
  }

  /// One step back up: sqrt(1 - beta) x + sqrt(beta) noise (eq. 1 of the paper, between two visited timesteps).
  private func noisedAgain(
    _ x: Tensor, from index: Int, to noisier: Int, _ generator: inout TorchGenerator
  ) -> Tensor {
    let here = index < method.timesteps.count ? Int(method.timesteps[index]) : -1
    let beta = ReverseStep(schedule, from: Int(method.timesteps[noisier]), to: here).beta
    return (1 - beta).squareRoot() * x + beta.squareRoot() * generator.normalImages(x.shape)
  }
}
