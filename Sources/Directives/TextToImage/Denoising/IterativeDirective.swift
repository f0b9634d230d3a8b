import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{iterative}`: an image noised to an index of the timesteps and denoised step by step, with the states on the way.
struct IterativeDirective: Directive {
  var image = BlockReference(id: "image")
  var model = BlockReference(id: "model")
  var prompt = "a high quality photo"
  var start = 10
  var every = 5
  var prompting = PromptOptions(guidance: 1)

  static let name = "iterative"
  static let summary = "an image noised part of the way and denoised step by step"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let example = """
    ```{iterative} steps
    image: campanile
    model: deep-floyd
    start: 10
    every: 5
    seed: 0
    caption: Every fifth state from the timestep 690 to 0, and the estimate in one step.
    alt: A tower that comes out of the noise.
    ```
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("image", \.image, "the {image}"),
        .required("model", \.model, BlockReference.modelSummary),
        .option("prompt", \.prompt, "what the model is told"),
        .option("start", \.start, "the index of the timestep that the image is noised to", .range(0...1000)),
        .option("every", \.every, "how many steps lie between two states", .range(1...1000)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] {
    prompting.contradictions(start: "start", [self.start])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    .imageAndModel(self.image, self.model)
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(self.model, facts) else { return examination }
    examination.check(prompts: prompting.embedded([prompt], option: "prompt"), of: model)
    if let side = facts.pictures(of: self.image)?.side {
      examination.facts = ImageFacts(side: side, count: shown(model))
    }
    examination.check("image") { try model.require(image: self.image, facts) }
    examination.check("start") {
      try model.require(starts: [self.start], option: "start", of: prompting)
    }
    return examination
  }

  /// How many pictures it shows: the states on the way with both ends, the image, and the estimate of a first step.
  private func shown(_ model: ImageModelFacts) -> Int {
    let timesteps = prompting.timesteps(of: model.timesteps).count
    let steps = max(0, timesteps - (prompting.steps.endsAtLastTimestep ? 1 : 0) - self.start)
    let states = (steps + self.every - 1) / self.every + 1
    return states + (steps > 0 ? 2 : 1)
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(2)) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let image = try context.image(self.image)
    let predictor = try model.guided(prompt, prompting)
    let sampler = ImageSampler(model: model.model, options: prompting, context: context)
    var generator = TorchGenerator(seed: context.seed)
    let noisy = sampler.noised(image, to: self.start, &generator)
    let states = try sampler.states(predictor, from: noisy, at: self.start, generator)
    let strip = states.filter {
      ($0.index - self.start) % self.every == 0 || $0.index == states.last?.index
    }
    let cells = try strip.map { state in
      PanelGrid.Cell(try state.x.shown, label: state.timestep.map { "t = \(Int($0.rounded()))" } ?? "the end")
    }
    var ends = [PanelGrid.Cell(try image.shown, label: "image")]
    if let estimate = states.dropFirst().first?.estimate {
      ends.append(PanelGrid.Cell(try estimate.shown, label: "in one step"))
    }
    return BlockOutput(.panels(PanelGrid(rows: [PanelGrid.Row(cells: cells), PanelGrid.Row(cells: ends)])))
  }
}
