import Chapters
import Datasets
import Metrics
import Pipeline
import SharedDirectives

/// `{restoration}`: how well noisy pictures are restored by a blur, by one step and by many, in numbers.
struct RestorationDirective: Directive {
  var model = BlockReference(id: "model")
  var judge = ""
  var data = ""
  var limit = Given(default: 1000)
  var timesteps = [250, 500, 750]
  var blur = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6]
  var prompt = Given(default: "a high quality photo")
  var captions = false
  var prompting = PromptOptions(guidance: 1)

  static let name = "restoration"
  static let summary = "how well noisy pictures are restored by a blur, in one step and in many"
  static let shows = Showing.table
  static let isRandom = true
  static let example = """
    ```{restoration} restored
    model: base
    judge: models/sketchbook/judge
    data: pictures/held-out
    limit: {draft: 4, quick: 32, paper: 32}
    timesteps: [250, 500, 750]
    seed: 0
    caption: At t = 500 denoising reaches {{restored.iterative-psnr-500}} dB, a blur {{restored.blur-psnr-500}} dB.
    ```

    The folder of 'data' is one as {train-text-to-image} reads, of pictures that no training has seen. Picture number k
    from 0 is noised with the seed + k, and then restored: by a Gaussian blur; by the model's estimate of the clean image
    in one step; and in many, from the timestep of 'steps' that is nearest to the one asked for (it is in the table), with
    the same noise. Of the blurs of 'blur' the one whose mean PSNR is best at the timestep is shown; each is tried on the
    noisy picture as it is and on the one with its contrast restored, x_t / sqrt(abar_t).

    PSNR and SSIM compare pictures in 0...1: PSNR over all pixels and channels; SSIM with windows of 11 x 11 pixels
    weighted by a Gaussian of 1.5 (Wang et al. 2004), for each of red, green and blue, and then the mean. The perceptual
    distance compares the activations of the judge, at every position scaled to unit length, and averages the squared
    differences over the positions and the layers (Zhang et al. 2018, without learned weights). Restored pictures are
    clamped to the range of pictures first. A number behind ± is the standard error of the mean.

    These three ask how near a restored picture is to the clean one, and favour the mean of all that it may have been. The
    last asks whether the pictures are drawn alike, whatever they show: the Fréchet distance between the same
    activations of all restored and of all clean pictures, over all positions, the mean over the layers. No method can be
    best at both (Blau and Michaeli 2018).
    """

  static let measures: [Measure<RestorationDirective, RestorationReport>] = [
    .each("T", { $0.timesteps.map(String.init) }, of: \.findings, Measure.ofTimestep),
    .value("pictures", "how many") { .count($0.pictureCount) },
  ]

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, BlockReference.modelSummary),
        .required("judge", \.judge, JudgeFolder.summary),
        .required("data", \.data, "the folder of the pictures, with their captions.tsv"),
        .option("limit", \.limit, "only so many pictures, the first ones", .given(.range(1...1000))),
        .option(
          "timesteps", \.timesteps, "the timesteps of the noise",
          Bound("1 to 20 different timesteps from 0 on") {
            1...20 ~= $0.count && Set($0).count == $0.count && $0.allSatisfy { $0 >= 0 }
          }),
        .option(
          "blur", \.blur, "the deviations in pixels of the Gaussian blurs that are tried",
          Bound("1 to 50 numbers from 0.1 to 100") {
            1...50 ~= $0.count && $0.allSatisfy { 0.1...100 ~= $0 }
          }),
        .option("prompt", \.prompt, "what the model is told of every picture"),
        .option("captions", \.captions, "whether it is told each picture's own caption instead"),
      ] + PromptOptions.fields(at: \.prompting))
  }

  var contradictions: [OptionMistake] {
    captions && prompt.isWritten ? [OptionMistake("prompt", .promptBesideCaptions)] : []
  }

  private var folder: CaptionedFolder { CaptionedFolder(option: "data", path: data, limit: limit.value) }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    var inputs = Inputs(blocks: [model.modelInput("model")])
    try OptionMistakes.together(
      { inputs.add(try folder.inputs(in: surroundings)) },
      { inputs.files += try JudgeFolder(path: judge, surroundings: surroundings).inputs() })
    return inputs
  }

  var algorithms: [Recipe.Part] { [.frechet] }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    examination.warnWithoutOpenBLAS("judge")
    let known = examination.model(model, facts)
    _ = examination.judge(JudgeFolder(path: judge, surroundings: surroundings), of: known)
    examination.check("data") {
      try folder.requireUsablePictures(side: known?.side, in: surroundings)
    }
    if limit.isWritten, let captions = try? folder.captions(in: surroundings) {
      examination.warn(ofLimit: limit.value, of: "'\(data)'", count: captions.entries.count)
    }
    guard let known else { return examination }
    examination.check(stepsOf: prompting, of: known)
    examination.check("model") {
      guard known.side < StructuralSimilarity.windowSide else { return }
      throw OptionMistake("model", .picturesTooSmall(model: model.id, side: known.side))
    }
    examination.check("timesteps") { try known.require(timesteps: timesteps) }
    let file = captions ? try? folder.captions(in: surroundings) : nil
    examination.check(prompts: told(file?.entries.prefix(limit.value).map(\.caption)), of: known)
    return examination
  }

  /// What the model is told: the pictures' captions, or else the prompt.
  private func told(_ captions: [String]?) -> [(option: String, prompt: String)] {
    prompting.embedded(captions ?? [prompt.value], option: self.captions ? "data" : "prompt")
  }

  func run(in context: RunContext) throws -> BlockOutput<RestorationReport> {
    let algebra = try OpenBLAS.loaded()
    let prompted = try PromptedModel(model, context)
    let judge = try JudgeFolder(path: judge, surroundings: context.surroundings).load()
    let set = try folder.pictures(side: prompted.model.side, in: context)
    let clean = set.tensor
    let restoration = PictureRestoration(
      clean: clean, judge: judge, algebra: algebra,
      cleanActivations: JudgeActivations(clean, judge: judge, algebra: algebra), blurs: blur,
      texts: try prompted.texts(told(captions ? set.captions : nil)),
      sampler: ImageSampler(model: prompted.model, options: prompting, context: context))
    let report = RestorationReport(
      findings: try restoration.findings(at: timesteps), pictureCount: set.count)
    return BlockOutput(.table(report.table), findings: report, library: algebra.configuration)
  }
}
