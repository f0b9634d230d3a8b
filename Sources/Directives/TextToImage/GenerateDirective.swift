import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{generate}`: images of prompts, from noise.
struct GenerateDirective: Directive {
  struct Options {
    var model = BlockReference(id: "model")
    var prompts: [String] = []
    var count = 1
    var prompting = PromptOptions(steps: .equal(100))
  }

  static let name = "generate"
  static let summary = "images that a text-to-image model makes of prompts"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
  static let example = """
    ```{generate} first-images
    model: deep-floyd
    prompts: [a rocket ship, a man wearing a hat]
    count: 5
    guidance: 7
    steps: {quick: 10, paper: 500}
    seed: 100
    caption: Five images of each prompt.
    alt: Five rockets over five portraits.
    ```

    Image number k of every prompt, from 0, is drawn with the seed + k. The timesteps of dpm-solver and \
    unipc begin at the last one of the schedule. Those of heun are as many as 'steps' says, begin where the noise is at \
    most 80 times as strong as the picture, and lie closer together the weaker it is: an index counts into these.
    """

  static var schema: Schema<Options> {
    Schema(
      [
        .required("model", \.model, BlockReference.modelSummary),
        .required("prompts", \.prompts, "what the images show, a row for each"),
        .option("count", \.count, "how many images of each prompt", .range(1...40)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: [options.model.modelInput("model")])
  }

  static func examine(_ options: Options, in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    if let model = examination.model(options.model, facts) {
      examination.check(prompts: options.prompting.embedded(options.prompts, option: "prompts"), of: model)
      examination.facts = ImageFacts(side: model.side, count: options.prompts.count * options.count)
    }
    return examination
  }

  static func exports(_ options: Options) -> Exports {
    Exports(panels: PanelGrid.letters(options.prompts.count))
  }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let model = try PromptedModel(options.model, context)
    let texts = try model.texts(options.prompting.embedded(options.prompts, option: "prompts"))
    let sampler = ImageSampler(model: model.model, options: options.prompting, context: context)
    let starts = (0..<options.count).map { sampler.start(seed: context.seed &+ UInt64($0)) }
    let images = try sampler.images(from: options.prompts.flatMap { _ in starts }) { own in
      model.model.guided(
        by: Tensor(joining: own.map { texts[$0 / options.count] }), awayFrom: texts[texts.count - 1],
        scale: options.prompting.guidance)
    }
    let rows = try options.prompts.enumerated().map { row, prompt in
      let own = images.rows(row * options.count..<(row + 1) * options.count)
      return PanelGrid.Row(label: prompt, cells: try own.eachRow.map { PanelGrid.Cell(try $0.shown) })
    }
    return BlockOutput(figure: .panels(PanelGrid(rows: rows)))
  }
}
