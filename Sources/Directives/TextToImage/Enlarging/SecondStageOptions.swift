import Chapters
import Models
import Pipeline
import SharedDirectives

/// The second stage of a block that makes pictures of prompts, where it has one: what makes them larger (Ho et al. 2022).
struct SecondStageOptions: OptionGroup {
  var model: BlockReference?
  var guidance = Given(default: 4.0)
  var steps = Given(default: StepList.equal(50))
  var noiseLevel = Given(default: 250)

  static var schema: Schema<Self> {
    Schema([
      .option(
        "second", \.model,
        "the {model} of the second stage, which makes the pictures larger; none if left out"
      ),
      .option("second-guidance", \.guidance, "the guidance of the second stage", .given(.range(0...100))),
      .option("second-steps", \.steps, "the timesteps of the second stage"),
      .option(
        "second-noise", \.noiseLevel, "the timestep that the small picture is noised to for the second stage",
        .given(.range(0...9999))),
    ])
  }

  /// Options that no second stage heeds.
  var contradictions: [OptionMistake] {
    guard model == nil else { return [] }
    let written = [
      ("second-guidance", guidance.isWritten), ("second-steps", steps.isWritten),
      ("second-noise", noiseLevel.isWritten),
    ]
    return written.filter(\.1).map { option, _ in
      .meaningless(
        option, because: "without a second stage", remedy: "remove it, or name the second stage in 'second'")
    }
  }

  /// The second stage's model.
  var inputs: [BlockInput] { model.map { [$0.modelInput("second")] } ?? [] }

  /// How the second stage denoises: as the first, with steps and guidance of its own.
  func prompting(_ first: PromptOptions) -> PromptOptions {
    var own = first
    (own.guidance, own.steps) = (guidance.value, steps.value)
    return own
  }

  /// The side of the pictures in the end: that of the second stage's model, or the first's where there is none.
  func side(after first: ImageModelFacts, _ facts: InputFacts) -> Int {
    model.flatMap { ImageModelFacts($0, in: facts)?.side } ?? first.side
  }

  /// What a block takes of memory that makes so many pictures and then has them made larger: its second stage does not
  /// work before the first has ended.
  func memory(after first: MemoryNeed, images: Int, _ facts: InputFacts) -> MemoryNeed {
    guard let model else { return first }
    let own = facts.denoising(with: model, images: images, guidance: guidance.value, option: "second")
    return own.bytes > first.bytes ? own : first
  }
}

extension Examination {
  /// What is wrong with a second stage, and with the prompts for it.
  ///
  /// - Parameters:
  ///   - first: the model whose pictures it makes larger; it embeds the prompts where the second has no encoder.
  ///   - prompts: those of the first stage, each with the option that it comes from.
  mutating func check(
    _ options: SecondStageOptions, after first: ImageModelFacts,
    told prompts: [(option: String, prompt: String)], _ prompting: PromptOptions, _ facts: InputFacts
  ) {
    guard let reference = options.model,
      let model = model(reference, option: "second", stage: .second, facts)
    else { return }
    check("second") {
      guard first.side > model.side else { return }
      throw OptionMistake("second", .pictureTooLarge(id: first.id, side: first.side, largest: model.side))
    }
    let (own, negative) = (options.prompting(prompting), "negative")
    let told = prompts.filter { $0.option != negative } + own.embedded([], option: negative)
    check(prompts: told, of: model.hasTexts ? model : first, width: model.network.textWidth)
    check(stepsOf: own, option: "second-steps", of: model)
    check("second-noise") { try model.require(noiseLevel: options.noiseLevel.value, option: "second-noise") }
  }
}
