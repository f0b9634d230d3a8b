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
  var prompting = PromptOptions(guidance: 1)

  static let name = "iterative"
  static let summary = "an image noised part of the way and denoised step by step"
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
      ImageAndModel.fields(at: \.subject) + [
        .option("prompt", \.prompt, "what the model is told"),
        .option("start", \.start, "the index of the timestep that the image is noised to", .range(0...1000)),
        .option("every", \.every, "how many steps lie between two states", .range(1...1000)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] { prompting.contradictions(start: "start", [start]) }

  func inputs(in surroundings: Surroundings) -> Inputs { subject.inputs }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let told = prompting.embedded([prompt], option: "prompt")
    guard let model = examination.model(of: subject, told: told, facts, showing: shown) else {
      return examination
    }
    examination.check(stepsOf: prompting, of: model)
    examination.check("start") { try model.require(starts: [start], option: "start", of: prompting) }
    return examination
  }

  /// How many pictures it shows: the states on the way with both ends, the image, and the estimate of a first step.
  private func shown(_ model: ImageModelFacts) -> Int {
    let timesteps = prompting.timesteps(of: model.trained).count
    let steps = max(0, timesteps - (prompting.steps.endsAtLastTimestep ? 1 : 0) - start)
    let states = (steps + every - 1) / every + 1
    return states + (steps > 0 ? 2 : 1)
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
    var ends = [PanelGrid.Cell(try image.shown, label: "image")]
    if let estimate = states.dropFirst().first?.estimate {
      ends.append(PanelGrid.Cell(try estimate.shown, label: "in one step"))
    }
    return BlockOutput(.panels(PanelGrid(rows: [PanelGrid.Row(cells: cells), PanelGrid.Row(cells: ends)])))
  }
}
