import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives

/// `{anagram}`: one image that shows another prompt in every view (Geng, Park and Owens 2024).
struct AnagramDirective: ImagesOfPrompts {
  var model = BlockReference(id: "model")
  var views: [AnagramView] = [.flip]
  var prompts: [String] = []
  var sharing = Sharing.mean
  var count = 1
  var prompting = PromptOptions()
  var second = SecondStageOptions()

  /// How the views share the steps.
  enum Sharing: String, SchemaChoice {
    /// All of them at every step.
    case mean
    /// One at a step, in turns.
    case turns
  }

  static let name = "anagram"
  static let summary = "one image that shows something else in every view"
  static let isRandom = true
  static let showpiece = Showpiece.first
  static let example = """
    ```{anagram} campfire
    model: deep-floyd
    views: [flip]
    prompts: [an oil painting of an old man, an oil painting of people around a campfire]
    seed: 0
    caption: An old man, and upside down a campfire.
    alt: A portrait; the same image upside down shows people around a fire.
    ```

    The first prompt is what the image shows as it is, each other one what it shows in a view. Image number k, from 0, is \
    drawn with the seed + k.
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, BlockReference.modelSummary),
        .option("views", \.views, "how the image is looked at, beside as it is"),
        .required("prompts", \.prompts, "what it shows as it is, and then in each view"),
        .option("sharing", \.sharing, "whether all views take part in every step, or one in turns"),
        .option("count", \.count, "how many images, a row for each", .range(1...40)),
      ] + PromptOptions.fields(at: \.prompting) + SecondStageOptions.fields(at: \.second))
  }

  var contradictions: [OptionMistake] {
    guard prompts.count != views.count + 1 else { return second.contradictions }
    return [OptionMistake("prompts", .promptsOfViews(found: prompts.count, views: views.count))]
      + second.contradictions
  }

  var picturesEach: Int { views.count + 1 }

  func check(side: Int, _ examination: inout Examination) {
    examination.check("views") {
      guard side % 4 != 0, views.contains(where: \.hasPieces) else { return }
      throw OptionMistake("views", .piecesOfSide(side))
    }
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(model, context)
    let predictors = try prompted.guided(prompts, option: "prompts", prompting)
    let sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    let seeds = seeds(context)
    var starts = seeds.map(sampler.start)
    let looks = starts.indices.map { number in
      [.identity] + views.map { $0.view(side: prompted.model.side, &starts[number].generator) }
    }
    let secondStage = try secondStage(after: prompted, context)
    let (groups, stages) = (Self.groups(alike: looks), secondStage == nil ? 1 : 2)
    let small = try groups.enumerated().map { part, own in
      let anagram = joining(predictors, through: looks[own.lowerBound], sampler)
      return try sampler.images(from: Array(starts[own]), part: part, of: groups.count * stages) { _ in
        anagram
      }
    }
    let large = try secondStage.map { stage in
      try groups.enumerated().flatMap { part, own in
        let look = looks[own.lowerBound]
        return try stage.larger(
          small[part], seeds: Array(seeds[own]), part: groups.count + part, of: groups.count * 2,
          through: look
        ) { joining($0, through: look, stage.sampler) }.eachRow
      }
    }
    let images = small.flatMap(\.eachRow)
    let rows = try seeds.indices.map { number in
      let cells = try zip(looks[number], prompts).map { view, prompt in
        try PanelGrid.Cell(
          showing: view.seen(images[number]), largerAs: large.map { view.seen($0[number]) },
          label: number == 0 ? prompt : nil)
      }
      return PanelGrid.Row(label: label(of: seeds[number]), cells: cells)
    }
    return BlockOutput(
      .panels(PanelGrid(columnLabels: ["as it is"] + views.map(\.rawValue), rows: rows)))
  }

  /// What is found for each prompt in its view, as one.
  private func joining<Model: NoisePredictor>(
    _ models: [Model], through views: [ImageView], _ sampler: ImageSampler
  ) -> Anagram<Model> {
    Anagram(
      views: views, models: models, reduction: sharing == .mean ? .mean : .alternating(sampler.timesteps))
  }

  /// The images that can be denoised together, as all of them look the same in all views: all, or each on its own where
  /// views are drawn.
  private static func groups(alike views: [[ImageView]]) -> [Range<Int>] {
    views.allSatisfy { $0 == views[0] } ? [views.indices] : views.indices.map { $0..<$0 + 1 }
  }
}
