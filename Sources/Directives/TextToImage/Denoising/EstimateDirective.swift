import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{estimate}`: the clean image that a model sees in noisy ones, in one step.
struct EstimateDirective: Directive {
  var image = BlockReference(id: "image")
  var model = BlockReference(id: "model")
  var prompt = "a high quality photo"
  var timesteps = [250, 500, 750]
  var prompting = PromptOptions(guidance: 1)

  static let name = "estimate"
  static let summary = "one-step estimates of the clean image at some timesteps"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let example = """
    ```{estimate} one-step
    image: campanile
    model: deep-floyd
    prompt: a high quality photo
    timesteps: [250, 500, 750]
    seed: 0
    caption: Noisy towers and what the model sees in them.
    alt: Three noisy towers over three smooth ones.
    ```
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("image", \.image, "the {image}"),
        .required("model", \.model, BlockReference.modelSummary),
        .option("prompt", \.prompt, "what the model is told"),
        .option("timesteps", \.timesteps, "the timesteps", .timesteps),
      ] + PromptOptions.fields(at: \.prompting).filter { ["guidance", "negative"].contains($0.name) })
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    .imageAndModel(self.image, self.model)
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(self.model, facts) else { return examination }
    examination.check(prompts: prompting.embedded([self.prompt], option: "prompt"), of: model)
    if let side = facts.pictures(of: self.image)?.side {
      examination.facts = ImageFacts(side: side, count: 2 * (self.timesteps.count + 1))
    }
    examination.check("image") { try model.require(image: self.image, facts) }
    examination.check("timesteps") { try model.require(timesteps: self.timesteps) }
    return examination
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(2)) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let image = try context.image(self.image)
    let predictor = try model.guided(self.prompt, prompting)
    let schedule = model.model.schedule
    var generator = TorchGenerator(seed: context.seed)
    var (noisy, estimates) = ([image], [image])
    for (index, timestep) in self.timesteps.enumerated() {
      try context.advance(0, part: index, of: self.timesteps.count, "estimating")
      let x = schedule.noised(image, with: generator.normalImages(image.shape), at: timestep)
      let noise = predictor.prediction(for: x, at: Float(timestep)).noise
      noisy.append(x)
      estimates.append(schedule.cleanEstimate(x, noise: noise, at: timestep))
    }
    let rows = [
      PanelGrid.Row(label: "noisy", cells: try noisy.map { PanelGrid.Cell(try $0.shown) }),
      PanelGrid.Row(label: "estimate", cells: try estimates.map { PanelGrid.Cell(try $0.shown) }),
    ]
    return BlockOutput(
      .panels(
        PanelGrid(columnLabels: ["image"] + self.timesteps.map { "t = \($0)" }, rows: rows)))
  }
}
