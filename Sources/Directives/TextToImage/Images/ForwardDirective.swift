import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{forward}`: an image at some timesteps of a model's noise, and what a Gaussian blur makes of it.
struct ForwardDirective: Directive {
  var image = BlockReference(id: "image")
  var model = BlockReference(id: "model")
  var timesteps = [250, 500, 750]
  var blur: [Int]?
  var sigma: [Double]?

  static let name = "forward"
  static let summary = "an image noised to some timesteps, and denoised by a Gaussian blur"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
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
      .required("image", \.image, "the {image}"),
      .required("model", \.model, "the {model} whose schedule it is"),
      .option("timesteps", \.timesteps, "the timesteps", .timesteps),
      .option(
        "blur", \.blur, "the sides of the Gaussian kernels that each is blurred with, odd",
        Bound("odd numbers from 1 to 255") { ($0 ?? []).allSatisfy { 1...255 ~= $0 && $0 % 2 == 1 } }),
      .option(
        "sigma", \.sigma, "the deviations of the kernels in pixels; torchvision's choice if not given",
        Bound("numbers from 0.01 to 100") { ($0 ?? []).allSatisfy { 0.01...100 ~= $0 } }),
    ])
  }

  var contradictions: [OptionMistake] {
    wrongCounts() + idleSigma()
  }

  private func wrongCounts() -> [OptionMistake] {
    let count = self.timesteps.count
    return [("blur", self.blur?.count), ("sigma", self.sigma?.count)].compactMap { option, found in
      guard let found, found != count else { return nil }
      let expected = "\(count) numbers, one for each timestep"
      return (option, .outOfRange(key: option, expected: expected, found: "\(found)"))
    }
  }

  private func idleSigma() -> [OptionMistake] {
    guard self.sigma != nil, self.blur == nil else { return [] }
    let remedy = "remove it, or give the kernels' sides as 'blur'"
    return [.meaningless("sigma", because: "without 'blur'", remedy: remedy)]
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    .imageAndModel(self.image, self.model)
  }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    if let model = examination.model(self.model, stage: nil, facts) {
      examination.check("timesteps") { try model.require(timesteps: self.timesteps) }
    }
    if let side = facts.of(self.image.id, as: ImageFacts.self)?.side {
      for (index, size) in (self.blur ?? []).enumerated() {
        examination.check("blur") { try blur(size: size, sigma: self.sigma?[index], side: side) }
      }
    }
    return examination
  }

  var exports: Exports {
    Exports(panels: PanelGrid.letters(self.blur == nil ? 1 : 2))
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let image = try context.image(self.image)
    var generator = TorchGenerator(seed: context.seed)
    let noisy = self.timesteps.map {
      model.model.schedule.noised(image, with: generator.normalImages(image.shape), at: $0)
    }
    var rows = [PanelGrid.Row(cells: try ([image] + noisy).map { PanelGrid.Cell(try $0.shown) })]
    if let sizes = self.blur {
      let blurred = try zip(noisy, sizes).enumerated().map { index, pair in
        try blur(size: pair.1, sigma: self.sigma?[index], side: image.shape[1])(pair.0)
      }
      let label = "blurred"
      rows.append(
        PanelGrid.Row(label: label, cells: try ([image] + blurred).map { PanelGrid.Cell(try $0.shown) }))
    }
    return BlockOutput(
      .panels(
        PanelGrid(columnLabels: ["image"] + self.timesteps.map { "t = \($0)" }, rows: rows)))
  }

  /// A blur that images of a side are large enough for.
  static func blur(size: Int, sigma: Double?, side: Int, option: String = "blur") throws -> GaussianBlur {
    let blur = GaussianBlur(size: size, sigma: sigma)
    guard side >= blur.smallestSide else {
      throw OptionMistake(
        option,
        .outOfRange(
          key: option, expected: "at most \(2 * side - 1) for \(side) pixels", found: String(size)))
    }
    return blur
  }
}

extension Bound where T == [Int] {
  /// Timesteps of a schedule.
  static var timesteps: Bound {
    Bound("1 to 20 timesteps from 0 on") { $0.count <= 20 && $0.allSatisfy { $0 >= 0 } }
  }
}

extension Inputs {
  /// The two blocks that most blocks of a model read.
  static func imageAndModel(_ image: BlockReference, _ model: BlockReference) -> Inputs {
    Inputs(blocks: [
      image.input("image", ImageDirective.name), model.modelInput("model"),
    ])
  }
}
