import Files
import Chapters
import Diffusion
import Models
import Pipeline
import SharedDirectives

/// How a text-to-image model is guided and how it denoises: what every block that denoises lets the author choose.
struct PromptOptions: OptionGroup {
  var guidance = 7.0
  var negative = ""
  var sampler = ImageMethod.ddpm
  var steps = StepList.every(30)
  var thresholding = Limits.model

  /// What is done to estimates that leave -1...1.
  enum Limits: String, SchemaChoice {
    /// What the model's file says.
    case model
    /// Nothing.
    case none
    /// They are clamped.
    case clipped
  }

  static var schema: Schema<PromptOptions> {
    Schema([
      .option(
        "guidance", \.guidance, "s in e(negative) + s (e(prompt) - e(negative)); 1 is the plain model",
        .range(0...100)),
      .option("negative", \.negativePrompt, "what the guidance leads away from; the empty prompt by default"),
      .option("sampler", \.sampler, "the method of the steps"),
      .option("steps", \.steps, "the timesteps from noise to image"),
      .option("thresholding", \.thresholding, "what is done to estimates that leave the range of images"),
    ])
  }

  /// Absent for the empty prompt, which cannot be written.
  private var negativePrompt: String? {
    get { negative.isEmpty ? nil : negative }
    set { negative = newValue ?? "" }
  }

  /// What is done to estimates of a model.
  func thresholding(of model: TextToImageModel) -> Thresholding {
    switch thresholding {
    case .model: model.thresholding
    case .none: .none
    case .clipped: .clipped
    }
  }

  /// Prompts with the option that each comes from; behind them the negative, where anything is guided.
  func embedded(_ prompts: [String], option: String) -> [(option: String, prompt: String)] {
    prompts.map { (option, $0) } + (guidance == 1 ? [] : [("negative", negative)])
  }

  /// The timesteps of a schedule that the sampler visits, from noisy to clean; Heun's method visits as many, but
  /// spaces them by their noise and not by their number.
  func timesteps(of trained: TrainedTimesteps) -> [Int] {
    if case .equal(let steps) = steps, sampler == .dpmSolver || sampler == .unipc {
      return trained.takenForSeveral(min(steps, trained.count))
    }
    return steps.timesteps(of: trained)
  }

  /// What is wrong with starts that are no index of a timestep; the number of timesteps stands for the image as it is.
  func mistake(
    start option: String, _ starts: [Int], timesteps trained: TrainedTimesteps = TrainedTimesteps()
  ) -> Mistake? {
    let count = timesteps(of: trained).count
    guard let wrong = starts.first(where: { $0 > count }) else { return nil }
    return .outOfRange(
      key: option,
      expected:
        "an index from 0 to \(count), as there \(count == 1 ? "is" : "are") \(count.counted("timestep"))",
      found: String(wrong))
  }

  /// The same as a contradiction, with as many timesteps as almost every model has.
  func contradictions(start option: String, _ starts: [Int]) -> [OptionMistake] {
    mistake(start: option, starts).map { [OptionMistake(option, $0)] } ?? []
  }
}
