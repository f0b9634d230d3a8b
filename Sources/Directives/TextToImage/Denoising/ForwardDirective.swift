import Files
import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{forward}`: an image at some timesteps of a model's noise, and what a Gaussian blur makes of it.
struct ForwardDirective: Directive {
  var subject = ImageAndModel()
  var timesteps = [250, 500, 750]
  var blur: [Int]?
  var sigma: [Double]?

  static let name = "forward"
  static let summary = "an image noised to some timesteps, and denoised by a Gaussian blur"
  static let isRandom = true
  static let states: StateOrder? = .row
  static let example = """
    ```{forward} noisy
    image: campanile
    model: deep-floyd
    timesteps: [250, 500, 750]
    blur: [5, 7, 9]
    sigma: [1, 2, 3]
    seed: 0
    caption: The tower under noise, and blurred.
    alt: Three noisy towers over three blurred ones.
    ```

    Every timestep has noise of its own.
    """

  static var schema: Schema<Self> {
    Schema([
      .required("image", \.subject.image, "the {image}"),
      .required("model", \.subject.model, "the {model} whose schedule it is"),
      .option("timesteps", \.timesteps, "the timesteps", .timesteps),
      .option(
        "blur", \.blur, "the sides of the Gaussian kernels that each is blurred with, odd", .kernelSides),
      .option(
        "sigma", \.sigma, "the deviations of the kernels in pixels; torchvision's choice if not given",
        .kernelSigmas),
    ])
  }

  var contradictions: [OptionMistake] {
    wrongCounts + GaussianBlur.idle(sigma: sigma != nil, blur: blur != nil, kernels: "the kernels' sides")
  }

  private var wrongCounts: [OptionMistake] {
    [("blur", blur?.count), ("sigma", sigma?.count)].compactMap { option, found in
      guard let found, found != timesteps.count else { return nil }
      let expected = "\(timesteps.count.counted("number")), one for each timestep"
      return .outOfRange(option, expected: expected, found: "\(found)")
    }
  }

  func inputs(in surroundings: Surroundings) -> Inputs { subject.inputs }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    if let model = examination.model(subject.model, stage: nil, facts) {
      examination.check("timesteps") { try model.require(timesteps: timesteps) }
    }
    if let side = facts.pictures(of: subject.image)?.side {
      for (index, size) in (blur ?? []).enumerated() {
        examination.check("blur") { try GaussianBlur(size: size, sigma: sigma?[index], fitting: side) }
      }
    }
    return examination
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(blur == nil ? 1 : 2)) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let schedule = try PromptedModel(subject.model, context).model.schedule
    let image = try context.image(subject.image)
    var generator = TorchGenerator(seed: context.seed)
    let noisy = timesteps.map {
      schedule.noised(image, with: generator.normalImages(image.shape), at: $0)
    }
    var rows = [try PanelGrid.Row(showing: [image] + noisy)]
    if let blur {
      let blurred = try zip(noisy, blur).enumerated().map { index, pair in
        try GaussianBlur(size: pair.1, sigma: sigma?[index], fitting: image.shape[1])(pair.0)
      }
      rows.append(try PanelGrid.Row(label: "blurred", showing: [image] + blurred))
    }
    return BlockOutput(
      .panels(PanelGrid(columnLabels: ["image"] + timesteps.map { "t = \($0)" }, rows: rows)))
  }
}
