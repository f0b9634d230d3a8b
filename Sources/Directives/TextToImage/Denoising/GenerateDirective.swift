import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{generate}`: images of prompts, from noise.
struct GenerateDirective: Directive {
  var model = BlockReference(id: "model")
  var prompts: [String] = []
  var count = 1
  var prompting = PromptOptions(steps: .equal(100))

  static let name = "generate"
  static let summary = "images that a text-to-image model makes of prompts"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
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

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, BlockReference.modelSummary),
        .required("prompts", \.prompts, "what the images show, a row for each"),
        .option("count", \.count, "how many images of each prompt", .range(1...40)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: [self.model.modelInput("model")])
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    if let model = examination.model(self.model, facts) {
      examination.check(prompts: prompting.embedded(self.prompts, option: "prompts"), of: model)
      examination.facts = ImageFacts(side: model.side, count: self.prompts.count * self.count)
    }
    return examination
  }

  var exports: Exports {
    Exports(panels: PanelGrid.letters(self.prompts.count))
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let texts = try model.texts(prompting.embedded(self.prompts, option: "prompts"))
    let sampler = ImageSampler(model: model.model, options: prompting, context: context)
    let starts = (0..<self.count).map { sampler.start(seed: context.seed &+ UInt64($0)) }
    let images = try sampler.images(from: self.prompts.flatMap { _ in starts }) { own in
      model.model.guided(
        by: Tensor(joining: own.map { texts[$0 / self.count] }), awayFrom: texts[texts.count - 1],
        scale: prompting.guidance)
    }
    let rows = try self.prompts.enumerated().map { row, prompt in
      let own = images.rows(row * self.count..<(row + 1) * self.count)
      return PanelGrid.Row(label: prompt, cells: try own.eachRow.map { PanelGrid.Cell(try $0.shown) })
    }
    return BlockOutput(.panels(PanelGrid(rows: rows)))
  }
}
