import Chapters
import Diffusion
import Figures
import Pipeline
import Tensors
import Training

/// `{inpaint}`: the masked part of an image made anew, the rest put back at every step.
struct InpaintDirective: Directive {
  struct Options {
    var image = BlockReference(id: "image")
    var mask = BlockReference(id: "mask")
    var model = BlockReference(id: "model")
    var prompt = "a high quality photo"
    var jump = 10
    var repetitions = 1
    var prompting = PromptOptions()
  }

  static let name = "inpaint"
  static let summary = "the masked part of an image made anew"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
  static let example = """
    ```{inpaint} new-top
    image: campanile
    mask: top
    model: deep-floyd
    seed: 0
    caption: The tower with another top.
    alt: The tower, the mask, what stays, and the tower with a new top.
    ```

    With 'repetitions' over 1 every stretch of 'jump' steps is walked that often (RePaint).
    """

  static var schema: Schema<Options> {
    Schema(
      [
        .required("image", \.image, "the {image}"),
        .required("mask", \.mask, "the {mask} of what is made anew"),
        .required("model", \.model, "the {model}"),
        .option("prompt", \.prompt, "what the new part shows"),
        .option("jump", \.jump, "steps to go back at a time", .range(1...1000)),
        .option(
          "repetitions", \.repetitions, "how often each stretch is walked; 1 goes straight down",
          .range(1...100)),
      ] + PromptOptions.fields(at: \.prompting))
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    var inputs = Inputs.imageAndModel(options.image, options.model)
    inputs.blocks.append(options.mask.input("mask", MaskDirective.name))
    return inputs
  }

  static func exports(_ options: Options) -> Exports { Exports() }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let model = try PromptedModel(options.model, context)
    let image = try context.image(options.image, for: model)
    let mask = try context.mask(options.mask, for: image)
    let predictor = try model.guided(options.prompt, options.prompting)
    let sampler = ImageSampler(model: model.model, options: options.prompting, context: context)
    let resampling: Inpainting<DDPM, GuidedTextToImage>.Resampling? =
      options.repetitions == 1 ? nil : .init(jump: options.jump, repetitions: options.repetitions)
    var generator = TorchGenerator(seed: context.seed)
    let noise = generator.normalImages(image.shape)
    let inpainting = Inpainting(
      sampler.ancestral(TorchGenerator(seed: context.seed &+ 1)), predictor, model.model.schedule,
      image: image, mask: mask, from: noise, endsAtLastTimestep: options.prompting.steps.endsAtLastTimestep,
      resampling: resampling, generator: generator)
    var filled = noise
    let count = Double(sampler.timesteps.count)
    for state in inpainting {
      try context.advance(Double(state.index) / count, "inpainting")
      filled = state.x
    }
    let cells = try [image.shown, mask.shownMask, image.blackened(by: mask).shown, filled.shown].map {
      PanelGrid.Cell($0)
    }
    return BlockOutput(
      figure: .panels(
        PanelGrid(
          columnLabels: ["image", "mask", "what stays", "inpainted"], rows: [PanelGrid.Row(cells: cells)])))
  }
}
