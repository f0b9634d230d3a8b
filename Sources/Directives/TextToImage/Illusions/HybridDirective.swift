import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{hybrid}`: one image whose components each show another prompt (Geng, Park and Owens 2024b).
struct HybridDirective: ImagesOfPrompts {
  var model = BlockReference(id: "model")
  var parts = HybridParts.hybrid
  var prompts: [String] = []
  var kernel = Given(default: 33)
  var sigma = Given(default: 2.0)
  var length = Given(default: 7)
  var count = 1
  var prompting = PromptOptions()
  var second = SecondStageOptions()

  static let name = "hybrid"
  static let summary = "one image whose frequencies, colours or other parts each show another prompt"
  static let isRandom = true
  static let showpiece = Showpiece.first
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
          .given(.kernelSide)),
        .option(
          "sigma", \.sigma, "its deviation in pixels; that of the narrower one of 'triple' is half",
          .given(.range(0.01...100))),
        .option("length", \.length, "the pixels of a motion", .given(.range(1...255))),
        .option("count", \.count, "how many images, a row for each", .range(1...40)),
      ] + PromptOptions.fields(at: \.prompting) + SecondStageOptions.fields(at: \.second))
  }

  var contradictions: [OptionMistake] { wrongNumber + idleOptions + second.contradictions }

  private var wrongNumber: [OptionMistake] {
    let expected = parts.names.isEmpty ? max(2, prompts.count) : parts.names.count
    guard prompts.count != expected else { return [] }
    let mistake = TextToImageMistake.promptsOfParts(
      found: prompts.count, expected: expected, parts: parts.rawValue, names: parts.names)
    return [OptionMistake("prompts", mistake)]
  }

  /// Options that the parts leave without an effect.
  private var idleOptions: [OptionMistake] {
    let blurs = "or write 'parts: hybrid' or 'parts: triple'"
    let rules = [
      ("kernel", kernel.isWritten && !parts.areBlurred, blurs),
      ("sigma", sigma.isWritten && !parts.areBlurred, blurs),
      ("length", length.isWritten && parts != .motion, "or write 'parts: motion'"),
    ]
    return rules.filter(\.1).map { option, _, choice in
      .meaningless(option, because: "for the parts '\(parts.rawValue)'", remedy: "remove it, \(choice)")
    }
  }

  var picturesEach: Int { prompts.count + 1 }

  func check(side: Int, _ examination: inout Examination) {
    examination.check("kernel") { try factorization(side: side, enlarged: 1) }
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(model, context)
    let predictors = try prompted.guided(prompts, option: "prompts", prompting)
    let sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    let side = prompted.model.side
    let split = try factorization(side: side, enlarged: 1)
    let illusion = FactorizedIllusion(split, models: predictors)
    let (seeds, secondStage) = (seeds(context), try secondStage(after: prompted, context))
    let images = try sampler.images(from: seeds.map(sampler.start), of: secondStage == nil ? 1 : 2) { _ in
      illusion
    }
    let larger = try secondStage.map { stage in
      let split = try factorization(side: stage.side, enlarged: stage.side / side)
      let images = try stage.larger(
        images, seeds: seeds, part: 1, of: 2, through: prompts.map { _ in .identity }
      ) { FactorizedIllusion(split, models: $0) }
      return Shown(images: images, split: split)
    }
    let shown = Shown(images: images, split: split)
    let rows = try seeds.enumerated().map { number, seed in
      PanelGrid.Row(label: label(of: seed), cells: try cells(number, shown, larger))
    }
    return BlockOutput(.panels(PanelGrid(rows: rows)))
  }

  /// Images [N, S, S, 3], and how images of their side are split.
  private struct Shown {
    let images: Tensor
    let split: Factorization

    /// An image, then its components, each [1, S, S, 3].
    func parts(of number: Int) -> [Tensor] {
      let image = images.rows(number..<number + 1)
      return [image] + (0..<split.count).map { split.component($0, of: image) }
    }
  }

  /// An image and its components; the first row says what they are.
  private func cells(_ number: Int, _ shown: Shown, _ larger: Shown?) throws -> [PanelGrid.Cell] {
    let large = larger?.parts(of: number)
    return try shown.parts(of: number).enumerated().map { place, part in
      let name = place == 0 ? "image" : parts.names.isEmpty ? "share" : parts.names[place - 1]
      let label = place == 0 ? name : "\(name): \(prompts[place - 1])"
      return try PanelGrid.Cell(
        showing: part, largerAs: large?[place], label: number == 0 ? label : nil)
    }
  }

  /// How images of a side are split.
  ///
  /// - Parameter enlarged: how many times as large as the model's images they are; so many times as many pixels are blurred.
  private func factorization(side: Int, enlarged: Int) throws -> Factorization {
    func blur(_ share: Double) throws -> GaussianBlur {
      try GaussianBlur(
        size: (kernel.value - 1) * enlarged + 1, sigma: share * sigma.value * Double(enlarged), fitting: side,
        option: "kernel")
    }
    switch parts {
    case .hybrid: return .hybrid(try blur(1))
    case .triple: return .triple(try blur(0.5), try blur(1))
    case .colour: return .colour
    case .motion: return .motion(length: length.value * enlarged)
    case .scale:
      let share = 1 / Float(prompts.count)
      return .scale([Float](repeating: share, count: prompts.count))
    }
  }
}
