import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{hybrid}`: one image whose components each show another prompt (Geng, Park and Owens 2024b).
struct HybridDirective: Directive {
  var model = BlockReference(id: "model")
  var parts = Parts.hybrid
  var prompts: [String] = []
  var kernel = Given(default: 33)
  var sigma = Given(default: 2.0)
  var length = Given(default: 7)
  var count = 1
  var prompting = PromptOptions()

  /// Into what an image is split.
  enum Parts: String, SchemaChoice {
    /// Low and high frequencies.
    case hybrid
    /// High, middle and low frequencies.
    case triple
    /// Grey and colour.
    case colour
    /// Under motion and at rest.
    case motion
    /// As many equal shares as there are prompts.
    case scale

    /// What the prompts are for; nil for any number.
    var names: [String]? {
      switch self {
      case .hybrid: ["low frequencies", "high frequencies"]
      case .triple: ["high frequencies", "middle frequencies", "low frequencies"]
      case .colour: ["grey", "colour"]
      case .motion: ["under motion", "at rest"]
      case .scale: nil
      }
    }

    /// Whether a part is what a Gaussian blur leaves.
    var areBlurred: Bool { self == .hybrid || self == .triple }
  }

  static let name = "hybrid"
  static let summary = "one image whose frequencies, colours or other parts each show another prompt"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let example = """
    ```{hybrid} skull-waterfall
    model: deep-floyd
    parts: hybrid
    prompts: [a lithograph of a skull, a lithograph of waterfalls]
    kernel: 33
    sigma: 2
    seed: 0
    caption: A skull from afar, waterfalls from near.
    alt: The image, its low and its high frequencies.
    ```

    The prompts are for: low and high frequencies (hybrid); high, middle and low ones (triple); grey and colour; what \
    is left under motion and the rest (motion); equal shares (scale). Image number k, from 0, is drawn with the seed + k.
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, BlockReference.modelSummary),
        .option("parts", \.parts, "into what the image is split"),
        .required("prompts", \.prompts, "what each part shows"),
        .option(
          "kernel", \.kernel, "the side of the Gaussian kernel of 'hybrid' and 'triple', odd",
          .given(Bound("an odd number from 1 to 255") { 1...255 ~= $0 && $0 % 2 == 1 })),
        .option(
          "sigma", \.sigma, "its deviation in pixels; that of the narrower one of 'triple' is half",
          .given(.range(0.01...100))),
        .option("length", \.length, "the pixels of a motion", .given(.range(1...255))),
        .option("count", \.count, "how many images, a row for each", .range(1...40)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] {
    wrongNumber(of: self.prompts, for: self.parts) + idleOptions()
  }

  private static func wrongNumber(
    of prompts: [String], for parts: Parts
  ) -> [OptionMistake] {
    let found = prompts.count
    let expected = parts.names?.count ?? max(2, found)
    guard found != expected else { return [] }
    let names = parts.names.map { ": \($0.joined(separator: ", "))" } ?? ""
    return [
      (
        "prompts",
        .invalid(
          "'prompts' must be \(expected) prompts for the parts '\(parts.rawValue)', found \(found)",
          remedy: "one for each part\(names)")
      )
    ]
  }

  /// Options that the parts leave without an effect.
  private func idleOptions() -> [OptionMistake] {
    let parts = self.parts
    let blurs = "or write 'parts: hybrid' or 'parts: triple'"
    let rules = [
      ("kernel", self.kernel.isWritten && !parts.areBlurred, blurs),
      ("sigma", self.sigma.isWritten && !parts.areBlurred, blurs),
      ("length", self.length.isWritten && parts != .motion, "or write 'parts: motion'"),
    ]
    return rules.filter(\.1).map { option, _, choice in
      let reason = "for the parts '\(parts.rawValue)'"
      return (option, .meaningless(key: option, because: reason, remedy: "remove it, \(choice)"))
    }
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: [self.model.modelInput("model")])
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(self.model, facts) else { return examination }
    examination.check(prompts: prompting.embedded(self.prompts, option: "prompts"), of: model)
    examination.facts = ImageFacts(side: model.side, count: self.count * (self.prompts.count + 1))
    examination.check("kernel") { try factorization(side: model.side) }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let predictors = try model.guided(self.prompts, option: "prompts", prompting)
    let sampler = ImageSampler(model: model.model, options: prompting, context: context)
    let split = try factorization(side: model.model.side)
    let illusion = FactorizedIllusion(split, models: predictors)
    let seeds = (0..<self.count).map { context.seed &+ UInt64($0) }
    let images = try sampler.images(from: seeds.map(sampler.start)) { _ in illusion }
    let rows = try zip(seeds, images.eachRow).enumerated().map { number, drawn in
      let (seed, image) = drawn
      var cells = [PanelGrid.Cell(try image.shown, label: number == 0 ? "image" : nil)]
      for (index, prompt) in self.prompts.enumerated() {
        let name = self.parts.names?[index] ?? "share"
        let label = number == 0 ? "\(name): \(prompt)" : nil
        cells.append(PanelGrid.Cell(try split.component(index, of: image).shown, label: label))
      }
      return PanelGrid.Row(label: self.count > 1 ? "seed \(seed)" : nil, cells: cells)
    }
    return BlockOutput(.panels(PanelGrid(rows: rows)))
  }

  private func factorization(side: Int) throws -> Factorization {
    func blur(_ share: Double) throws -> GaussianBlur {
      try ForwardDirective.blur(
        size: self.kernel.value, sigma: share * self.sigma.value, side: side, option: "kernel")
    }
    switch self.parts {
    case .hybrid: return .hybrid(try blur(1))
    case .triple: return .triple(try blur(0.5), try blur(1))
    case .colour: return .colour
    case .motion: return .motion(length: self.length.value)
    case .scale:
      let share = 1 / Float(self.prompts.count)
      return .scale([Float](repeating: share, count: self.prompts.count))
    }
  }
}
