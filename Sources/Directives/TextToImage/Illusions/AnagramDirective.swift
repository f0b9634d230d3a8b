import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{anagram}`: one image that shows another prompt in every view (Geng, Park and Owens 2024).
struct AnagramDirective: Directive {
  var model = BlockReference(id: "model")
  var views: [View] = [.flip]
  var prompts: [String] = []
  var sharing = Sharing.mean
  var count = 1
  var prompting = PromptOptions()

  /// How the views share the steps.
  enum Sharing: String, SchemaChoice {
    /// All of them at every step.
    case mean
    /// One at a step, in turns.
    case turns
  }

  /// A view by the name that the author gives it.
  enum View: String, SchemaChoice {
    case identity, flip, clockwise, counterclockwise
    case halfTurn = "half-turn"
    case negative, skew, jigsaw, patches, pixels
    case innerCircle = "inner-circle"
    case squareHinge = "square-hinge"

    /// Whether it cuts the image into four by four pieces.
    var hasPieces: Bool { self == .jigsaw || self == .patches }

    /// Random views are drawn from the generator.
    func view(side: Int, _ generator: inout TorchGenerator) -> ImageView {
      switch self {
      case .identity: .identity
      case .flip: .flip
      case .clockwise: .clockwise
      case .counterclockwise: .counterclockwise
      case .halfTurn: .halfTurn
      case .negative: .negative
      case .skew: .skew(factor: 1.5)
      case .jigsaw: .jigsaw(Jigsaw(&generator))
      case .patches: .permutedPatches(side: 4, &generator)
      case .pixels: .permutedPatches(side: side, &generator)
      case .innerCircle: .innerCircle
      case .squareHinge: .squareHinge
      }
    }
  }

  static let name = "anagram"
  static let summary = "one image that shows something else in every view"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
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
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] {
    let (views, prompts) = (self.views.count, self.prompts.count)
    guard prompts != views + 1 else { return [] }
    let remedy = "the first is for the image as it is, and each view has one of its own"
    let expected = "\(views + 1) prompts for \(views) view\(views == 1 ? "" : "s")"
    return [
      OptionMistake("prompts", .invalid("'prompts' must be \(expected), found \(prompts)", remedy: remedy))
    ]
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: [self.model.modelInput("model")])
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(self.model, facts) else { return examination }
    examination.check(prompts: prompting.embedded(self.prompts, option: "prompts"), of: model)
    examination.facts = ImageFacts(side: model.side, count: self.count * (self.views.count + 1))
    examination.check("views") {
      guard model.side % 4 != 0, self.views.contains(where: \.hasPieces) else { return }
      let text = "pieces need a side that 4 divides, found \(model.side)"
      throw OptionMistakeOptionMistake("views", .invalid(text, remedy: "choose another view"))
    }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let predictors = try model.guided(self.prompts, option: "prompts", prompting)
    let sampler = ImageSampler(model: model.model, options: prompting, context: context)
    let seeds = (0..<self.count).map { context.seed &+ UInt64($0) }
    var starts = seeds.map(sampler.start)
    let views = starts.indices.map { number in
      [.identity] + self.views.map { $0.view(side: model.model.side, &starts[number].generator) }
    }
    let images = try groups(alike: views).flatMap { own in
      let anagram = Anagram(
        views: views[own.lowerBound], models: predictors,
        reduction: sharing == .mean ? .mean : .alternating(sampler.timesteps))
      return try sampler.images(
        from: Array(starts[own]), part: own.lowerBound / own.count, of: starts.count / own.count
      ) { _ in anagram }.eachRow
    }
    let rows = try seeds.indices.map { number in
      let cells = try zip(views[number], self.prompts).map { view, prompt in
        PanelGrid.Cell(try view.seen(images[number]).shown, label: number == 0 ? prompt : nil)
      }
      return PanelGrid.Row(label: self.count > 1 ? "seed \(seeds[number])" : nil, cells: cells)
    }
    return BlockOutput(
      .panels(
        PanelGrid(columnLabels: ["as it is"] + self.views.map(\.rawValue), rows: rows)))
  }

  /// The images that can be denoised together, as all of them look the same in all views: all, or each on its own where
  /// views are drawn.
  private static func groups(alike views: [[ImageView]]) -> [Range<Int>] {
    views.allSatisfy { $0 == views[0] } ? [views.indices] : views.indices.map { $0..<$0 + 1 }
  }
}
