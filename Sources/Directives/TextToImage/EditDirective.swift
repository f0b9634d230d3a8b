import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{edit}`: an image noised to several indices of the timesteps and denoised with a prompt (SDEdit: Meng et al. 2022).
struct EditDirective: Directive {
  struct Options {
    var image = BlockReference(id: "image")
    var model = BlockReference(id: "model")
    var prompt = "a high quality photo"
    var starts = [1, 3, 5, 7, 10, 20]
    var prompting = PromptOptions()
  }

  static let name = "edit"
  static let summary = "edits of an image, from noise to the image itself, towards a prompt"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
  static let example = """
    ```{edit} rocket-tower
    image: campanile
    model: deep-floyd
    prompt: a rocket ship
    starts: [1, 3, 5, 7, 10, 20]
    seed: 0
    caption: From a rocket to the tower.
    alt: Seven images; the first is a rocket, the last the tower.
    ```

    'starts' are indices of the timesteps; their number stands for the image as it is. A block edits one image towards \
    one prompt; {compare} sets several side by side.
    """

  static var schema: Schema<Options> {
    Schema(
      [
        .required("image", \.image, "the {image}"),
        .required("model", \.model, BlockReference.modelSummary),
        .option("prompt", \.prompt, "what the image turns into"),
        .option("starts", \.starts, "the indices of the timesteps to start from", .each(0...1000)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    options.prompting.contradictions(start: "starts", options.starts)
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    .imageAndModel(options.image, options.model)
  }

  static func examine(_ options: Options, in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(options.model, facts) else { return examination }
    examination.check(prompts: options.prompting.embedded([options.prompt], option: "prompt"), of: model)
    if let side = facts.pictures(of: options.image)?.side {
      examination.facts = ImageFacts(side: side, count: options.starts.count + 1)
    }
    examination.check("image") { try model.require(image: options.image, facts) }
    examination.check("starts") {
      try model.require(starts: options.starts, option: "starts", of: options.prompting)
    }
    return examination
  }

  static func exports(_ options: Options) -> Exports { Exports() }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let model = try PromptedModel(options.model, context)
    let image = try context.image(options.image)
    let predictor = try model.guided(options.prompt, options.prompting)
    let sampler = ImageSampler(model: model.model, options: options.prompting, context: context)
    var generator = TorchGenerator(seed: context.seed)
    var cells = try options.starts.enumerated().map { index, start in
      let noisy = sampler.noised(image, to: start, &generator)
      let own = TorchGenerator(seed: context.seed &+ UInt64(index) &+ 1)
      let states = try sampler.states(
        predictor, from: noisy, at: start, own, part: index, of: options.starts.count)
      return PanelGrid.Cell(try (states.last?.x ?? noisy).shown, label: "start \(start)")
    }
    cells.append(PanelGrid.Cell(try image.shown, label: "image"))
    return BlockOutput(figure: .panels(PanelGrid(rows: [PanelGrid.Row(cells: cells)])))
  }
}
