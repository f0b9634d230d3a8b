import Tensors

/// Where one step of a sampler leads.
public struct DenoisingStep: Sendable {
  /// The image at the next timestep, [N, H, W, C].
  public let x: Tensor
  /// The clean image that the model saw in the one before, [N, H, W, C].
  public let estimate: Tensor

  /// An image and the estimate that led to it, [N, H, W, C].
  public init(x: Tensor, estimate: Tensor) { (self.x, self.estimate) = (x, estimate) }
}

/// A way from noise to an image in steps: one step, apart from the loop.
public protocol DenoisingMethod {
  /// The timesteps of the model, one for each step, from noisy to clean; the last step ends at the clean image.
  var timesteps: [Float] { get }

  /// The deviation of the noise that it starts from; 1 where images keep their scale.
  var initialDeviation: Float { get }

  /// How many times larger images [N, H, W, C] are at `timesteps[index]` than the schedule makes them; 1 where they
  /// keep their scale.
  func scale(at index: Int) -> Float

  /// One step from x [N, H, W, C] at `timesteps[index]` to the next; steps are taken in order: some methods remember.
  mutating func step(from x: Tensor, at index: Int, _ model: some NoisePredictor) -> DenoisingStep
}

extension DenoisingMethod {
  /// Most methods keep the image's scale.
  public var initialDeviation: Float { 1 }
  /// See `initialDeviation`.
  public func scale(at index: Int) -> Float { 1 }
}

/// One image of a denoising.
public struct DenoisingState: Sendable {
  /// The index of its timestep, which is the number of steps made when the denoising began at 0.
  public let index: Int
  /// Its timestep; nil for the clean image at the end.
  public let timestep: Float?
  /// [N, H, W, C]
  public let x: Tensor
  /// The model's last estimate of the clean image; nil at the start.
  public let estimate: Tensor?

  /// A state of a denoising, images [N, H, W, C].
  public init(index: Int, timestep: Float?, x: Tensor, estimate: Tensor?) {
    (self.index, self.timestep, self.x, self.estimate) = (index, timestep, x, estimate)
  }
}

/// The images of a denoising, the start included; the caller decides what to keep and when to stop.
///
///     for state in Denoising(DDPM(schedule, steps: steps, streams: streams), model, from: noise) { show(state.x) }
public struct Denoising<Method: DenoisingMethod, Model: NoisePredictor>: Sequence {
  /// Changes an image on the way; index and timestep are those that it has arrived at.
  public typealias Constraint = (_ x: Tensor, _ index: Int) -> Tensor

  private let method: Method
  private let model: Model
  private let start: Tensor
  private let indices: ClosedRange<Int>
  private let constraint: Constraint?

  /// - Parameters:
  ///   - start: an image at `timesteps[first]`, [N, H, W, C].
  ///   - first: in 0...`timesteps.count`; the last of them makes no step.
  ///   - endsAtLastTimestep: whether it stops at the last timestep, and does not make the step from there to the
  ///     clean image.
  ///   - constraint: applied after every step.
  public init(
    _ method: Method, _ model: Model, from start: Tensor, at first: Int = 0, endsAtLastTimestep: Bool = false,
    constraint: Constraint? = nil
  ) {
    let last = method.timesteps.count - (endsAtLastTimestep ? 1 : 0)
    precondition(
      0...method.timesteps.count ~= first,
      "Denoising: expected a start in 0...\(method.timesteps.count), got \(first)")
    (self.method, self.model, self.start, self.constraint) = (method, model, start, constraint)
    indices = first...Swift.max(first, last)
  }

  /// The start, and then one state a step.
  public func makeIterator() -> AnyIterator<DenoisingState> {
    var method = method
    var next: DenoisingState? = state(indices.lowerBound, start, nil)
    return AnyIterator {
      guard let current = next else { return nil }
      next = nil
      if current.index < indices.upperBound {
        let step = method.step(from: current.x, at: current.index, model)
        let index = current.index + 1
        next = state(index, constraint?(step.x, index) ?? step.x, step.estimate)
      }
      return current
    }
  }

  /// The last image.
  public var end: Tensor {
    var x = start
    for state in self { x = state.x }
    return x
  }

  /// Every `interval`-th index, the first and the last state: a film strip.
  public func film(every interval: Int) -> [DenoisingState] {
    precondition(interval > 0, "film: expected a positive interval, got \(interval)")
    let ends = [indices.lowerBound, indices.upperBound]
    return filter { $0.index % interval == 0 || ends.contains($0.index) }
  }

  private func state(_ index: Int, _ x: Tensor, _ estimate: Tensor?) -> DenoisingState {
    let timestep = index < method.timesteps.count ? method.timesteps[index] : nil
    return DenoisingState(index: index, timestep: timestep, x: x, estimate: estimate)
  }
}
