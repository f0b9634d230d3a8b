import Chapters
import Diffusion
import Figures
import Models
import Pipeline
import SharedDirectives
import Tensors
import Training

/// `{inpaint}`: the masked part of an image made anew, the rest put back at every step.
struct InpaintDirective: Directive {
  var image = BlockReference(id: "image")
  var mask = BlockReference(id: "mask")
  var model = BlockReference(id: "model")
  var prompt = "a high quality photo"
  var jump = Given(default: 10)
  var repetitions = 1
  var prompting = PromptOptions()

  static let name = "inpaint"
  static let summary = "the masked part of an image made anew"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let example = """
    ```{inpaint} new-top
    image: campanile
    mask: top
    model: deep-floyd
    seed: 0
    caption: The tower with another top.
    alt: The tower, the mask, what stays, and the tower with a new top.
    ```

    With 'repetitions' over 1 every stretch of 'jump' steps is walked that often (RePaint). The samplers are ddpm and \
    ddim: the others remember earlier steps, which the known part put back would contradict.
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("image", \.image, "the {image}"),
        .required("mask", \.mask, "the {mask} of what is made anew"),
        .required("model", \.model, BlockReference.modelSummary),
        .option("prompt", \.prompt, "what the new part shows"),
        .option("jump", \.jump, "steps to go back at a time", .given(.range(1...1000))),
        .option(
          "repetitions", \.repetitions, "how often each stretch is walked; 1 goes straight down",
          .range(1...100)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] {
    wrong(prompting.sampler) + idleJump()
  }

  private static func wrong(_ sampler: ImageSampler.Method) -> [OptionMistake] {
    let fit = [ImageSampler.Method.ddpm, .ddim]
    guard !fit.contains(sampler) else { return [] }
    let names = fit.map(\.rawValue).joined(separator: " or ")
    let text = "the sampler '\(sampler.rawValue)' cannot have the known part put back at every step"
    return [OptionMistake("sampler", .invalid(text, remedy: "choose \(names)"))]
  }

  private func idleJump() -> [OptionMistake] {
    guard self.jump.isWritten, self.repetitions == 1 else { return [] }
    let remedy = "remove it, or write 'repetitions: 2' or more"
    return [.meaningless("jump", because: "with one repetition", remedy: remedy)]
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    var inputs = Inputs.imageAndModel(self.image, self.model)
    inputs.blocks.append(self.mask.input("mask", MaskDirective.name))
    return inputs
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    examination.check(mask: self.mask, for: self.image, facts)
    guard let model = examination.model(self.model, facts) else { return examination }
    examination.check(prompts: prompting.embedded([prompt], option: "prompt"), of: model)
    if let side = facts.pictures(of: self.image)?.side {
      examination.facts = ImageFacts(side: side, count: 4)
    }
    examination.check("image") { try model.require(image: self.image, facts) }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let image = try context.image(self.image)
    let mask = try context.mask(self.mask, for: image)
    let predictor = try model.guided(prompt, prompting)
    let sampler = ImageSampler(model: model.model, options: prompting, context: context)
    let method = sampler.method(TorchGenerator(seed: context.seed &+ 1))
    let filled = try filling(image, mask, by: method, predictor, sampler)
    let cells = try [image.shown, mask.shownMask, image.blackened(by: mask).shown, filled.shown].map {
      PanelGrid.Cell($0)
    }
    return BlockOutput(
      .panels(
        PanelGrid(
          columnLabels: ["image", "mask", "what stays", "inpainted"], rows: [PanelGrid.Row(cells: cells)])))
  }

  /// The image with the masked part made anew.
  private func filling<Method: DenoisingMethod>(
    _ image: Tensor, _ mask: Tensor, by method: Method, _ predictor: GuidedTextToImage,
    _ sampler: ImageSampler
  ) throws -> Tensor {
    var generator = TorchGenerator(seed: sampler.context.seed)
    let noise = generator.normalImages(image.shape)
    let inpainting = Inpainting(
      method, predictor, sampler.model.schedule, image: image, mask: mask, from: noise,
      endsAtLastTimestep: prompting.steps.endsAtLastTimestep,
      resampling: self.repetitions == 1
        ? nil : .init(jump: self.jump.value, repetitions: self.repetitions), generator: generator)
    var filled = noise
    for state in inpainting {
      try sampler.context.advance(Double(state.index) / Double(method.timesteps.count), "inpainting")
      filled = state.x
    }
    return filled
  }
}
