import Chapters
import Diffusion
import Pipeline
import Tensors
import Training

/// Denoises images with a text-to-image model, step by step, with the progress told.
struct ImageSampler {
  /// A method by the name that the author gives it.
  enum Method: String, SchemaChoice {
    /// Ancestral sampling.
    case ddpm
    /// Implicit sampling without noise.
    case ddim
    /// DPM-Solver++(2M).
    case dpmSolver = "dpm-solver"
    /// UniPC of order 2.
    case unipc
    /// Heun's method on scaled images.
    case heun
  }

  let model: TextToImageModel
  let options: PromptOptions
  let context: RunContext

  /// The timesteps, from noisy to clean.
  var timesteps: [Int] { options.steps.timesteps(of: model.schedule.count) }

  /// The ancestral sampler of the model.
  func ancestral(_ generator: TorchGenerator) -> DDPM {
    DDPM(
      model.schedule, steps: timesteps, variance: model.variance,
      thresholding: options.thresholding(of: model), generator: generator)
  }

  /// Noise for images of the model, as torch draws [1, 3, side, side].
  func noise(_ generator: inout TorchGenerator) -> Tensor {
    generator.normalImages([1, model.side, model.side, 3])
  }

  /// All states from `x` at an index of the timesteps; `share` is the work's part that this denoising is.
  func states(
    _ predictor: some NoisePredictor, from x: Tensor, at first: Int = 0, _ generator: TorchGenerator,
    part: Int = 0, of parts: Int = 1
  ) throws -> [DenoisingState] {
    try states(ancestral(generator), predictor, from: x, at: first, part: part, of: parts)
  }

  /// An image from noise by any method.
  func image(
    _ predictor: some NoisePredictor, by method: Method, _ generator: inout TorchGenerator, part: Int = 0,
    of parts: Int = 1
  ) throws -> Tensor {
    let noise = noise(&generator)
    let (schedule, limits) = (model.schedule, options.thresholding(of: model))
    func end(_ method: some DenoisingMethod) throws -> Tensor {
      let start = method.initialDeviation == 1 ? noise : method.initialDeviation * noise
      return try states(method, predictor, from: start, at: 0, part: part, of: parts).last?.x ?? start
    }
    switch method {
    case .ddpm: return try end(ancestral(generator))
    case .ddim: return try end(DDIM(schedule, steps: timesteps, thresholding: limits, generator: generator))
    case .dpmSolver: return try end(DPMSolver(schedule, steps: spread, thresholding: limits))
    case .unipc: return try end(UniPC(schedule, steps: spread, thresholding: limits))
    case .heun: return try end(HeunSampler(schedule, steps: timesteps.count, thresholding: limits))
    }
  }

  /// Multistep methods take equal steps that begin at the very last timestep.
  private var spread: [Int] {
    guard case .equal(let count) = options.steps else { return timesteps }
    return Timesteps.evenlySpaced(max(1, min(count, model.schedule.count - 1)), of: model.schedule.count)
  }

  private func states<Method: DenoisingMethod>(
    _ method: Method, _ predictor: some NoisePredictor, from x: Tensor, at first: Int, part: Int,
    of parts: Int
  ) throws -> [DenoisingState] {
    let steps = max(1, method.timesteps.count - first)
    var states: [DenoisingState] = []
    let denoising = Denoising(
      method, predictor, from: x, at: first, endsAtLastTimestep: options.steps.endsAtLastTimestep)
    for state in denoising {
      try context.advance(Double(state.index - first) / Double(steps), part: part, of: parts, "denoising")
      states.append(state)
    }
    return states
  }
}
