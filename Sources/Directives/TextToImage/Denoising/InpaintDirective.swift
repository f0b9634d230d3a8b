import Chapters
import Datasets
import Diffusion
import Figures
import Models
import Pipeline
import SharedDirectives
import Tensors

/// `{inpaint}`: the masked part of an image made anew, the rest put back at every step.
struct InpaintDirective: Directive {
  var subject = ImageAndModel()
  var mask = BlockReference(id: "mask")
  var prompt = "a high quality photo"
  var jump = Given(default: 10)
  var repetitions = 1
  var prompting = PromptOptions()
  var second = SecondStageOptions()

  static let name = "inpaint"
  static let summary = "the masked part of an image made anew"
  static let isRandom = true
  static let showpiece = Showpiece.last
  static let example = """
    ```{inpaint} new-top
    image: campanile
    mask: top
    model: deep-floyd
    seed: 0
    caption: The tower with another top.
    alt: The tower, the mask, what stays, and the tower with a new top.
    ```

    A second stage makes the masked part larger; around it is the image itself, as fine as its file is.

    With 'repetitions' over 1 every stretch of 'jump' steps is walked that often (RePaint). The samplers are ddpm and \
    ddim: the others remember earlier steps, which the known part put back would contradict.
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("image", \.subject.image, "the {image}"),
        .required("mask", \.mask, "the {mask} of what is made anew"),
        .required("model", \.subject.model, BlockReference.modelSummary),
        .option("prompt", \.prompt, "what the new part shows"),
        .option("jump", \.jump, "steps to go back at a time", .given(.range(1...1000))),
        .option(
          "repetitions", \.repetitions, "how often each stretch is walked; 1 goes straight down",
          .range(1...100)),
      ] + PromptOptions.fields(at: \.prompting) + SecondStageOptions.fields(at: \.second))
  }

  var contradictions: [OptionMistake] { wrongMethod + idleJump + second.contradictions }

  private var wrongMethod: [OptionMistake] {
    let fit = ImageMethod.withoutMemory
    guard !fit.contains(prompting.sampler) else { return [] }
    return [OptionMistake("sampler", .methodCannotInpaint(prompting.sampler, others: fit))]
  }

  private var idleJump: [OptionMistake] {
    guard jump.isWritten, repetitions == 1 else { return [] }
    let remedy = "remove it, or write 'repetitions: 2' or more"
    return [.meaningless("jump", because: "with one repetition", remedy: remedy)]
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    var inputs = subject.inputs(and: second)
    inputs.blocks.append(mask.input("mask", MaskDirective.name))
    return inputs
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    examination.check("mask") {
      guard let side = facts.pictures(of: subject.image)?.side, let other = facts.pictures(of: mask)?.side,
        other != side
      else { return }
      let error = MaskError.size(expected: [side, side], found: [other, other])
      throw OptionMistake("mask", .maskOfAnotherImage(error))
    }
    let told = prompting.embedded([prompt], option: "prompt")
    if let model = examination.model(of: subject, told: told, facts, second, prompting, showing: { _ in 4 }) {
      examination.check(stepsOf: prompting, of: model)
    }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(subject.model, context)
    let image = try context.image(subject.image)
    let mask = try context.mask(mask, for: image)
    let predictor = try prompted.guided(prompt, prompting)
    let sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    let method = sampler.method(TorchGenerator(seed: context.seed &+ 1))
    let filled = try filling(image, mask, by: method, predictor, sampler)
    let secondStage = try SecondStage(
      second, prompting, [(option: "prompt", prompt: prompt)], after: prompted, context)
    let large = try secondStage.map { stage in
      let known = try context.image(subject.image, side: stage.side)
      return try stage.larger(filled, seed: context.seed, where: mask, else: known)
    }
    let given = try [image.shown, mask.shownMask, image.blackened(by: mask).shown]
    let row = PanelGrid.Row(
      cells: given.map { PanelGrid.Cell($0) } + [try PanelGrid.Cell(showing: filled, largerAs: large)])
    return BlockOutput(
      .panels(PanelGrid(columnLabels: ["image", "mask", "what stays", "inpainted"], rows: [row])))
  }

  /// The image [1, S, S, 3] with the part where the mask [S, S] is 1 made anew.
  ///
  /// - Throws: `Interrupted`.
  private func filling<Method: DenoisingMethod>(
    _ image: Tensor, _ mask: Tensor, by method: Method, _ predictor: GuidedTextToImage,
    _ sampler: ImageSampler
  ) throws -> Tensor {
    var generator = TorchGenerator(seed: sampler.context.seed)
    let noise = generator.normalImages(image.shape)
    let inpainting = Inpainting(
      method, predictor, sampler.model.schedule, image: image, mask: mask, from: noise,
      endsAtLastTimestep: prompting.steps.endsAtLastTimestep,
      resampling: repetitions == 1 ? nil : .init(jump: jump.value, repetitions: repetitions),
      generator: generator)
    var filled = noise
    for state in inpainting {
      try sampler.context.advance(Double(state.index) / Double(method.timesteps.count), "inpainting")
      sampler.context.sampled(state.x)
      filled = state.x
    }
    return filled
  }
}
