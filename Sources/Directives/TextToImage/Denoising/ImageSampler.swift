import Diffusion
import Figures
import Models
import Pipeline
import Tensors
import Training

/// Denoises images with a text-to-image model, step by step, with the progress told.
struct ImageSampler {
  let model: TextToImageModel
  let options: PromptOptions
  let context: RunContext

  /// How many images are denoised together at the most.
  var batchSize: Int { model.network.configuration.imagesTogether }

  /// The timesteps of the steps, from noisy to clean.
  var timesteps: [Float] { method(TorchGenerator(seed: 0)).timesteps }

  /// The author's method; the generator draws the noise of its steps.
  func method(_ generator: TorchGenerator) -> any DenoisingMethod { method(ImageStreams(generator)) }

  /// The author's method; the streams draw the noise of its steps.
  func method(_ streams: ImageStreams) -> any DenoisingMethod {
    let (schedule, limits) = (model.schedule, options.thresholding(of: model))
    let steps = options.timesteps(of: model.timesteps)
    switch options.sampler {
    case .ddpm:
      return DDPM(
        schedule, steps: steps, variance: model.variance, thresholding: limits, streams: streams)
    case .ddim: return DDIM(schedule, steps: steps, thresholding: limits, streams: streams)
    case .dpmSolver: return DPMSolver(schedule, steps: steps, thresholding: limits)
    case .unipc: return UniPC(schedule, steps: steps, thresholding: limits)
    case .heun:
      let levels = NoiseLevels.edm(steps.count, of: schedule)
      return HeunSampler(schedule, levels, thresholding: limits, streams: streams)
    }
  }

  /// An image to be: the noise that it comes from, and the stream that goes on to draw the noise of its steps.
  struct Start {
    let noise: Tensor
    var generator: TorchGenerator
  }

  /// The image of a seed.
  func start(seed: UInt64) -> Start {
    var generator = TorchGenerator(seed: seed)
    let noise = noise(&generator)
    return Start(noise: noise, generator: generator)
  }

  /// Images [N, side, side, 3] from their starts, as many together as the network gains by: none depends on those beside
  /// it.
  ///
  /// - Parameters:
  ///   - part: the share of the work that these images are.
  ///   - predictor: what some of the images, by their numbers, are denoised by.
  /// - Throws: `Interrupted`.
  func images<Predictor: NoisePredictor>(
    from starts: [Start], part: Int = 0, of parts: Int = 1, by predictor: (Range<Int>) -> Predictor
  ) throws -> Tensor {
    let batches = Array(stride(from: 0, to: starts.count, by: batchSize))
    let images = try batches.enumerated().map { index, first in
      let own = first..<min(first + batchSize, starts.count)
      return try end(
        predictor(own), from: Tensor(joining: starts[own].map(\.noise)),
        ImageStreams(each: starts[own].map(\.generator)), part: part * batches.count + index,
        of: parts * batches.count)
    }
    return Tensor(joining: images)
  }

  /// Noise for images of the model, as torch draws [1, 3, side, side].
  func noise(_ generator: inout TorchGenerator) -> Tensor {
    generator.normalImages([1, model.side, model.side, 3])
  }

  /// An image noised to an index of the timesteps; from the number of timesteps, the image itself.
  func noised(_ image: Tensor, to index: Int, _ generator: inout TorchGenerator) -> Tensor {
    noised(image, with: generator.normalImages(image.shape), to: index)
  }

  /// The same with given noise.
  func noised(_ image: Tensor, with noise: Tensor, to index: Int) -> Tensor {
    guard index < timesteps.count else { return image }
    let timestep = timesteps[index]
    if let whole = Int(exactly: timestep) { return model.schedule.noised(image, with: noise, at: whole) }
    let ratio = model.schedule.noiseRatio(at: timestep)
    return Float(1 / (1 + ratio * ratio).squareRoot()) * (image + Float(ratio) * noise)
  }

  /// The states from `x` at an index of the timesteps, at the scale of the schedule: the last one, and those that are
  /// kept. `part` is the share of the work that this denoising is.
  func states(
    _ predictor: some NoisePredictor, from x: Tensor, at first: Int = 0, _ streams: ImageStreams,
    part: Int = 0, of parts: Int = 1, keeping isKept: (DenoisingState) -> Bool = { _ in true }
  ) throws -> [DenoisingState] {
    try states(
      method(streams), predictor, from: x, at: first, part: part, of: parts, keeping: isKept)
  }

  /// The last image from `x` [N, H, W, 3] at an index of the timesteps, each image with a stream of its own.
  func end(
    _ predictor: some NoisePredictor, from x: Tensor, at first: Int = 0, _ streams: ImageStreams, part: Int,
    of parts: Int
  ) throws -> Tensor {
    let states = try states(
      method(streams), predictor, from: x, at: first, part: part, of: parts
    ) { _ in false }
    return states.last?.x ?? x
  }

  private func states<Method: DenoisingMethod>(
    _ method: Method, _ predictor: some NoisePredictor, from x: Tensor, at first: Int, part: Int,
    of parts: Int, keeping isKept: (DenoisingState) -> Bool
  ) throws -> [DenoisingState] {
    let steps = max(1, method.timesteps.count - first)
    let scale = ImageScale(method: method)
    var states: [DenoisingState] = []
    let denoising = Denoising(
      method, predictor, from: scale.own(x, at: first), at: first,
      endsAtLastTimestep: options.steps.endsAtLastTimestep)
    for state in denoising {
      try context.advance(Double(state.index - first) / Double(steps), part: part, of: parts, "denoising")
      context.sampled(state.x)
      context.show { .panels(try PanelGrid(showing: scale.usual(state).x.eachRow)) }
      if let last = states.last, !isKept(last) { states.removeLast() }
      states.append(scale.usual(state))
    }
    return states
  }
}

/// Some methods denoise images that are larger than the schedule makes them (`DenoisingMethod.scale`).
private struct ImageScale {
  let method: any DenoisingMethod

  /// From the schedule's scale to the method's.
  func own(_ x: Tensor, at index: Int) -> Tensor {
    let scale = method.scale(at: index)
    return scale == 1 ? x : scale * x
  }

  /// From the method's scale to the schedule's.
  func usual(_ state: DenoisingState) -> DenoisingState {
    let scale = method.scale(at: state.index)
    guard scale != 1 else { return state }
    return DenoisingState(
      index: state.index, timestep: state.timestep, x: 1 / scale * state.x, estimate: state.estimate)
  }
}
