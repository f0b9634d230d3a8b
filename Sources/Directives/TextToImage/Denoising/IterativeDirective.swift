import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{iterative}`: an image noised to an index of the timesteps and denoised step by step, with the states on the way.
struct IterativeDirective: Directive {
  var subject = ImageAndModel()
  var prompt = "a high quality photo"
  var start = 10
  var every = 5
  var blur: Int?
  var sigma: Double?
  var prompting = PromptOptions(guidance: 1)

  static let name = "iterative"
  static let summary = "an image noised part of the way and denoised step by step"
  static let isRandom = true
  static let states: StateOrder? = .row
  static let example = """
    ```{iterative} steps
    image: campanile
    model: deep-floyd
    start: 10
    every: 5
    blur: 9
    sigma: 2
    seed: 0
    caption: Every fifth state from the timestep 690 to 0; the image, the estimate in one step, the noise blurred.
    alt: A tower that comes out of the noise, over a sharp, a smooth and a spotted one.
    ```
    """

  static var schema: Schema<Self> {
    Schema(
      ImageAndModel.fields(at: \.subject) + [
        .option("prompt", \.prompt, "what the model is told"),
        .option("start", \.start, "the index of the timestep that the image is noised to", .range(0...1000)),
        .option("every", \.every, "how many steps lie between two states", .range(1...1000)),
        .option(
          "blur", \.blur, "the side of a Gaussian kernel that the noisy image is blurred with, odd",
          .kernelSide),
        .option(
          "sigma", \.sigma, "the deviation of the kernel in pixels; torchvision's choice if not given",
          .range(0.01...100)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] {
    prompting.contradictions(start: "start", [start])
      + GaussianBlur.idle(sigma: sigma != nil, blur: blur != nil, kernels: "the kernel's side")
  }

  func inputs(in surroundings: Surroundings) -> Inputs { subject.inputs }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    if let blur, let side = facts.pictures(of: subject.image)?.side {
      examination.check("blur") { try GaussianBlur(size: blur, sigma: sigma, fitting: side) }
    }
    let told = prompting.embedded([prompt], option: "prompt")
    guard let model = examination.model(of: subject, told: told, facts, showing: shown) else {
      return examination
    }
    examination.check(stepsOf: prompting, of: model)
    examination.check("start") { try model.require(starts: [start], option: "start", of: prompting) }
    return examination
  }

  /// How many pictures it shows: the states on the way with both ends, the image, the estimate of a first step, and the
  /// blurred one.
  private func shown(_ model: ImageModelFacts) -> Int {
    let timesteps = prompting.timesteps(of: model.trained).count
    let steps = max(0, timesteps - (prompting.steps.endsAtLastTimestep ? 1 : 0) - start)
    let states = (steps + every - 1) / every + 1
    return states + (steps > 0 ? 2 : 1) + (blur == nil ? 0 : 1)
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(2)) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(subject.model, context)
    let image = try context.image(subject.image)
    let predictor = try prompted.guided(prompt, prompting)
    let sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    var generator = TorchGenerator(seed: context.seed)
    let noisy = sampler.noised(image, to: start, &generator)
    let states = try sampler.states(predictor, from: noisy, at: start, ImageStreams(generator))
    let strip = states.filter { ($0.index - start) % every == 0 || $0.index == states.last?.index }
    let cells = try strip.map { state in
      PanelGrid.Cell(try state.x.shown, label: state.timestep.map { "t = \(Int($0.rounded()))" } ?? "the end")
    }
    let below = try beneath(image, noisy, states.dropFirst().first?.estimate)
    return BlockOutput(.panels(PanelGrid(rows: [PanelGrid.Row(cells: cells), PanelGrid.Row(cells: below)])))
  }

  /// What the end is held against: the image, and what one step and a blur make of the same noise.
  private func beneath(_ image: Tensor, _ noisy: Tensor, _ estimate: Tensor?) throws -> [PanelGrid.Cell] {
    let blurred = try blur.map {
      try GaussianBlur(size: $0, sigma: sigma, fitting: image.shape[1])(noisy)
    }
    let answers = [("image", image), ("in one step", estimate), ("blurred", blurred)]
    return try answers.compactMap { label, shown in
      try shown.map { PanelGrid.Cell(try $0.shown, label: label) }
    }
  }
}
