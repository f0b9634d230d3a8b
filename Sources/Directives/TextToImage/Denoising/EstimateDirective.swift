import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{estimate}`: the clean image that a model sees in noisy ones, in one step.
struct EstimateDirective: Directive {
  var subject = ImageAndModel()
  var prompt = "a high quality photo"
  var timesteps = [250, 500, 750]
  var prompting = PromptOptions(guidance: 1)

  static let name = "estimate"
  static let summary = "one-step estimates of the clean image at some timesteps"
  static let isRandom = true
  static let states: StateOrder? = .row
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
      ImageAndModel.fields(at: \.subject) + [
        .option("prompt", \.prompt, "what the model is told"),
        .option("timesteps", \.timesteps, "the timesteps", .timesteps),
      ] + PromptOptions.fields(at: \.prompting).filter { ["guidance", "negative"].contains($0.name) })
  }

  func inputs(in surroundings: Surroundings) -> Inputs { subject.inputs }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let told = prompting.embedded([prompt], option: "prompt")
    let model = examination.model(of: subject, told: told, facts) { _ in 2 * (timesteps.count + 1) }
    guard let model else { return examination }
    examination.check("timesteps") { try model.require(timesteps: timesteps) }
    return examination
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(2)) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(subject.model, context)
    let image = try context.image(subject.image)
    let predictor = try prompted.guided(prompt, prompting)
    let schedule = prompted.model.schedule
    var generator = TorchGenerator(seed: context.seed)
    var (noisy, estimates) = ([image], [image])
    for (index, timestep) in timesteps.enumerated() {
      try context.advance(0, part: index, of: timesteps.count, "estimating")
      let x = schedule.noised(image, with: generator.normalImages(image.shape), at: timestep)
      let noise = predictor.prediction(for: x, at: Float(timestep)).noise
      noisy.append(x)
      estimates.append(schedule.cleanEstimate(x, noise: noise, at: timestep))
    }
    let rows = [
      try PanelGrid.Row(label: "noisy", showing: noisy),
      try PanelGrid.Row(label: "estimate", showing: estimates),
    ]
    return BlockOutput(
      .panels(PanelGrid(columnLabels: ["image"] + timesteps.map { "t = \($0)" }, rows: rows)))
  }
}
