import Chapters
import Datasets
import Diffusion
import Metrics
import Pipeline
import SharedDirectives
import Tensors

/// `{restoration}`: how well noisy pictures are restored by a blur, by one step and by many, in numbers.
struct RestorationDirective: Directive {
  var model = BlockReference(id: "model")
  var judge = ""
  var data = ""
  var limit = 1000
  var timesteps = [250, 500, 750]
  var blur = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6]
  var prompt = Given(default: "a high quality photo")
  var captions = false
  var prompting = PromptOptions(guidance: 1)

  static let name = "restoration"
  static let summary = "how well noisy pictures are restored by a blur, in one step and in many"
  static let version = 1
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

    Values: for every METHOD (noisy, blur, one-step, iterative), MEASURE (psnr, ssim, distance) and timestep T
    METHOD-MEASURE-T, such as iterative-psnr-500, and METHOD-MEASURE-T-error; METHOD-frechet-T; blur-sigma-T,
    iterative-start-T (the timestep that it begins at), pictures.
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, BlockReference.modelSummary),
        .required("judge", \.judge, JudgeFolder.summary),
        .required("data", \.data, "the folder of the pictures, with their captions.tsv"),
        .option("limit", \.limit, "only so many pictures, the first ones", .range(1...1000)),
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
    guard self.captions, prompt.isWritten else { return [] }
    let text = "the model is told the pictures' own captions, so 'prompt' changes nothing"
    return [OptionMistake("prompt", .invalid(text, remedy: "remove it, or write 'captions: false'"))]
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    var inputs = try folder().inputs(in: surroundings)
    inputs.blocks = [self.model.modelInput("model")]
    inputs.files += try JudgeFolder(path: self.judge, surroundings: surroundings).inputs()
    return inputs
  }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(self.model, facts) else { return examination }
    _ = examination.judge(JudgeFolder(path: self.judge, surroundings: surroundings), of: model)
    examination.check("data") {
      try folder().requireUsablePictures(side: model.side, in: surroundings)
    }
    examination.check("model") { try require(side: model.side, of: self.model) }
    examination.check("timesteps") { try model.require(timesteps: self.timesteps) }
    let captions = self.captions ? try? folder().captions(in: surroundings) : nil
    let texts = captions?.entries.prefix(self.limit).map(\.caption) ?? [prompt.value]
    examination.check(prompts: prompting.embedded(texts, option: option()), of: model)
    return examination
  }

  /// SSIM has a window that must fit.
  private static func require(side: Int, of model: BlockReference) throws {
    guard side < StructuralSimilarity.windowSide else { return }
    throw OptionMistake(
      "model",
      .invalid(
        "'\(model.id)' makes pictures of \(side) pixels, and SSIM compares windows of 11",
        remedy: "name a model of larger pictures"))
  }

  /// Where the model's texts come from.
  private func option() -> String { self.captions ? "data" : "prompt" }

  private func folder() -> CaptionedFolder {
    CaptionedFolder(option: "data", path: self.data, limit: self.limit)
  }

  var exports: Exports {
    Exports(values: self.timesteps.flatMap(RestorationReport.valueNames) + ["pictures"])
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let judge = try JudgeFolder(path: self.judge, surroundings: context.surroundings).load()
    let set = try folder().pictures(side: model.model.side, in: context)
    let clean = set.tensor
    let texts = self.captions ? set.captions : [prompt.value]
    let restoration = PictureRestoration(
      clean: clean, judge: judge, judgedClean: JudgedPictures(clean, judge: judge), blurs: blur,
      texts: try model.texts(prompting.embedded(texts, option: option())),
      sampler: ImageSampler(model: model.model, options: prompting, context: context))
    let report = RestorationReport(findings: try restoration.findings(at: self.timesteps))
    return BlockOutput(
      .table(report.table), values: report.values + [NamedValue("pictures", count: set.count)])
  }
}
