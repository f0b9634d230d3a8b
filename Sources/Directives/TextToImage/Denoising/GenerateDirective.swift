import Chapters
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{generate}`: images of prompts, from noise.
struct GenerateDirective: ImagesOfPrompts {
  var model = BlockReference(id: "model")
  var prompts: [String] = []
  var count = 1
  var prompting = PromptOptions(steps: .equal(100))
  var second = SecondStageOptions()

  static let name = "generate"
  static let summary = "images that a text-to-image model makes of prompts"
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
      ] + PromptOptions.fields(at: \.prompting) + SecondStageOptions.fields(at: \.second))
  }

  var contradictions: [OptionMistake] { second.contradictions }

  var picturesEach: Int { prompts.count }

  var exports: Exports { Exports(panels: PanelGrid.letters(prompts.count)) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(model, context)
    let texts = try prompted.texts(prompting.embedded(prompts, option: "prompts"))
    let sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    let starts = seeds(context).map(sampler.start)
    let secondStage = try secondStage(after: prompted, context)
    let images = try sampler.images(
      from: prompts.flatMap { _ in starts }, of: secondStage == nil ? 1 : 2
    ) { own in
      prompted.model.guided(
        by: Tensor(joining: own.map { texts[$0 / count] }), awayFrom: texts[texts.count - 1],
        scale: prompting.guidance)
    }
    let seeds = (0..<images.shape[0]).map { context.seed &+ UInt64($0) }
    let large = try secondStage?.larger(images, seeds: seeds, part: 1, of: 2) { $0 / count }
    let rows = try prompts.enumerated().map { row, prompt in
      let own = row * count..<(row + 1) * count
      return try PanelGrid.Row(
        label: prompt, showing: images.rows(own).eachRow, largerAs: large?.rows(own).eachRow)
    }
    return BlockOutput(
      .panels(PanelGrid(columnLabels: self.seeds(context).compactMap(label), rows: rows)))
  }
}
