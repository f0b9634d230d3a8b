import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{upscale}`: the pictures of another block made larger by a model of the second stage (Ho et al. 2022).
struct UpscaleDirective: Directive {
  var of = BlockReference(id: "image")
  var pictures: [Int]?
  var model = BlockReference(id: "model")
  var encoder: BlockReference?
  var prompts: [String] = []
  var noiseLevel = 250
  var every: Int?
  var prompting = PromptOptions(guidance: 4, steps: .equal(50))

  static let name = "upscale"
  static let summary = "the pictures of another block, made larger by a super-resolution model"
  static let isRandom = true
  static let showpiece = Showpiece.last
  static let example = """
    ```{upscale} large-rocket
    of: first-images
    pictures: [1]
    model: upscaler
    encoder: deep-floyd
    prompts: a rocket ship
    seed: 0
    caption: The rocket at 64 and at 256 pixels.
    alt: A small rocket beside the same one in detail.
    ```

    The pictures are numbered from 1, row by row; the last one of {inpaint} is the result. Each is enlarged in straight \
    lines, noised once to 'noise-level', and seen by the network at every step. Everything about picture number k of \
    the list, from 0, is drawn with the seed + k.
    """

  /// Those that show square pictures in colour.
  private static let sources = [
    ImageDirective.name, GenerateDirective.name, IterativeDirective.name, EstimateDirective.name,
    EditDirective.name, InpaintDirective.name, AnagramDirective.name, HybridDirective.name,
  ]

  static var schema: Schema<Self> {
    Schema(
      [
        .required("of", \.of, "the block whose pictures are made larger"),
        .option(
          "pictures", \.pictures, "which of its pictures, by their numbers; all if left out",
          Bound("numbers from 1 to 400") { ($0 ?? []).allSatisfy { 1...400 ~= $0 } }),
        .required("model", \.model, "the {model} of the second stage"),
        .option(
          "encoder", \.encoder, "the {model} that embeds the prompts, where that of the second stage does not"
        ),
        .required("prompts", \.prompts, "what the pictures show: one for all, or one for each"),
        .option(
          "noise-level", \.noiseLevel, "the timestep that the small image is noised to", .range(0...9999)),
        .option(
          "every", \.every, "how many steps lie between two states that are shown; none if left out",
          .range(1...1000)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] { pictures.map { wrongPrompts(for: $0.count) } ?? [] }

  /// Prompts that are neither one for all pictures nor one for each.
  private func wrongPrompts(for pictures: Int) -> [OptionMistake] {
    guard prompts.count != 1, prompts.count != pictures else { return [] }
    let expected = pictures == 1 ? "one prompt" : "one prompt, or \(pictures) for as many pictures"
    return [.outOfRange("prompts", expected: expected, found: String(prompts.count))]
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let models = [("model", model)] + (encoder.map { [("encoder", $0)] } ?? [])
    return Inputs(
      blocks: [BlockInput(option: "of", id: of.id, directives: Self.sources)]
        + models.map { $1.modelInput($0) })
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(model, stage: .second, facts) else { return examination }
    if let shown = facts.pictures(of: of) {
      examination.check("of") {
        try shown.require(pictures, of: of, option: "of", below: model.side)
        if let mistake = wrongPrompts(for: pictures?.count ?? shown.count).first { throw mistake }
      }
    }
    let encoder = encoder.flatMap { examination.model($0, option: "encoder", stage: nil, facts) } ?? model
    examination.check(
      prompts: prompting.embedded(prompts, option: "prompts"), of: encoder,
      width: model.network.textWidth)
    examination.check(stepsOf: prompting, of: model)
    examination.check("noise-level") { try model.require(noiseLevel: noiseLevel, option: "noise-level") }
    return examination
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(pictures?.count ?? prompts.count)) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(model, context)
    let images = try context.squares(of: of, pictures, option: "of", below: prompted.model.side)
    if let mistake = wrongPrompts(for: images.count).first { throw mistake }
    let encoder = try encoder.map { try PromptedModel($0, context) } ?? prompted
    let texts = try encoder.texts(
      prompting.embedded(prompts, option: "prompts"),
      width: prompted.model.network.configuration.textWidth)
    let sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    let batches = Array(stride(from: 0, to: images.count, by: sampler.batchSize))
    let states = try batches.enumerated().map { part, first in
      let own = first..<min(first + sampler.batchSize, images.count)
      let starts = own.map { sampler.start(seed: context.seed &+ UInt64($0)) }
      var streams = ImageStreams(each: starts.map(\.generator))
      let predictor = prompted.model.enlarging(
        Tensor(joining: Array(images[own])), noiseLevel: noiseLevel,
        by: Tensor(joining: own.map { texts[prompts.count == 1 ? 0 : $0] }),
        awayFrom: texts[texts.count - 1], scale: prompting.guidance, &streams)
      return try sampler.states(
        predictor, from: Tensor(joining: starts.map(\.noise)), streams, part: part, of: batches.count
      ) { state in every.map { state.index % $0 == 0 } ?? false }
    }
    return BlockOutput(.panels(try grid(images, states)))
  }

  /// A row for each image [1, S, S, 3]: as it was, on the way, and at the end.
  ///
  /// - Parameter states: those of each batch of images.
  private func grid(_ images: [Tensor], _ states: [[DenoisingState]]) throws -> PanelGrid {
    let strips = states.flatMap { batch in
      (0..<batch[0].x.shape[0]).map { row in batch.map { $0.x.rows(row..<row + 1) } }
    }
    let rows = try zip(images, strips).enumerated().map { index, pair in
      try PanelGrid.Row(label: prompts.count == 1 ? nil : prompts[index], showing: [pair.0] + pair.1)
    }
    let labels = states[0].dropLast().map { "t = \(Int(($0.timestep ?? 0).rounded()))" }
    let ends = [images[0], strips[0].last ?? images[0]].map { "\($0.shape[1]) × \($0.shape[1])" }
    return PanelGrid(columnLabels: [ends[0]] + labels + [ends[1]], rows: rows)
  }
}
