import Pipeline
import SharedDirectives

/// A block that makes images of prompts from noise alone: image number k is drawn with the seed + k.
protocol ImagesOfPrompts: Directive {
  var model: BlockReference { get }
  var prompts: [String] { get }
  /// How many images there are of everything.
  var count: Int { get }
  var prompting: PromptOptions { get }
  /// What makes the images larger, if anything does.
  var second: SecondStageOptions { get }
  /// How many images are denoised; `count` unless said otherwise.
  var images: Int { get }
  /// How many pictures are shown for each of `count`.
  var picturesEach: Int { get }
  /// Checks what must fit the side of the model's images.
  func check(side: Int, _ examination: inout Examination)
}

extension ImagesOfPrompts {
  /// The models' blocks.
  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: [model.modelInput("model")] + second.inputs)
  }

  /// The models and what they are told.
  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(model, facts) else { return examination }
    let told = prompting.embedded(prompts, option: "prompts")
    examination.check(prompts: told, of: model)
    examination.check(stepsOf: prompting, of: model)
    examination.check(second, after: model, told: told, prompting, facts)
    examination.facts = ImageFacts(side: second.side(after: model, facts), count: count * picturesEach)
    check(side: model.side, &examination)
    return examination
  }

  var images: Int { count }

  /// Any side will do.
  func check(side: Int, _ examination: inout Examination) {}

  /// Where the images' noise begins.
  func seeds(_ context: RunContext) -> [UInt64] { (0..<count).map { context.seed &+ UInt64($0) } }

  /// The second stage, if there is one.
  func secondStage(after first: PromptedModel, _ context: RunContext) throws -> SecondStage? {
    try SecondStage(second, prompting, prompts.map { ("prompts", $0) }, after: first, context)
  }

  /// What stands before the row of an image, where there are several.
  func label(of seed: UInt64) -> String? { count > 1 ? "seed \(seed)" : nil }
}
