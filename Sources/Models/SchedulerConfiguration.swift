import Checkpoints
import Diffusion
import Foundation

/// What a model's scheduler_config.json says about the noise that it was trained with.
///
/// The sampler is chosen elsewhere: only what belongs to the model is kept.
public struct SchedulerConfiguration: Hashable, Sendable {
  /// How much noise each timestep adds.
  public enum Betas: Hashable, Sendable {
    /// `squaredcos_cap_v2` (Nichol and Dhariwal 2021, eq. 17).
    case squaredCosine
    /// In equal steps (Ho, Jain and Abbeel 2020).
    case linear(first: Double, last: Double)
  }

  /// What the network predicts.
  public enum Prediction: String, CaseIterable, Sendable {
    /// The noise.
    case noise = "epsilon"
    /// sqrt(abar) noise - sqrt(1 - abar) image (Salimans and Ho 2022).
    case velocity = "v_prediction"
  }

  /// The variance of a reverse step.
  public enum Variance: String, CaseIterable, Sendable {
    /// The network's, between the two others.
    case learned = "learned_range"
    /// The posterior's.
    case small = "fixed_small"
    /// beta.
    case large = "fixed_large"
  }

  /// What is done to an estimate of the image that leaves -1...1.
  public enum Thresholding: Hashable, Sendable {
    /// Nothing.
    case none
    /// It is clamped to -bound...bound.
    case clipped(bound: Double)
    /// It is clamped to its own quantile and divided by it (Saharia et al. 2022).
    case dynamic(ratio: Double, maximum: Double)
  }

  /// The number of timesteps.
  public let timesteps: Int
  /// How much noise each adds.
  public let betas: Betas
  /// What the network predicts.
  public let prediction: Prediction
  /// The variance of a reverse step.
  public let variance: Variance
  /// What is done to an estimate that leaves the range.
  public let thresholding: Thresholding
  /// How timesteps are taken.
  public let spacing: Timesteps.Spacing
  /// What is added to every taken timestep.
  public let offset: Int

  /// Reads a scheduler_config.json; throws a `SettingsError` that names the key which is missing, wrong or not
  /// implemented.
  public init(_ url: URL) throws(SettingsError) {
    var file = try ModelSettings(url)
    _ = try file.string("_class_name", oneOf: ["DDPMScheduler", "DDIMScheduler"], standard: "DDPMScheduler")
    timesteps = try file.integer("num_train_timesteps", in: 1...10_000, standard: 1000)
    betas = try Self.betas(&file)
    prediction = try file.choice("prediction_type", standard: Prediction.noise)
    variance = try file.choice("variance_type", standard: Variance.small)
    thresholding = try Self.thresholding(&file)
    spacing = try file.choice("timestep_spacing", standard: Timesteps.Spacing.leading)
    offset = try file.integer("steps_offset", in: 0...1000, standard: 0)
    try file.require("trained_betas", toBe: [.null])
    try file.require("rescale_betas_zero_snr", toBe: [.null, .bool(false)])
    try file.requireNothingElse(of: Self.parameters)
  }

  /// What a `DDPMScheduler` and a `DDIMScheduler` of diffusers have settings for.
  static let parameters: Set = [
    "beta_end", "beta_schedule", "beta_start", "clip_sample", "clip_sample_range",
    "dynamic_thresholding_ratio",
    "num_train_timesteps", "prediction_type", "rescale_betas_zero_snr", "sample_max_value", "steps_offset",
    "thresholding", "timestep_spacing", "trained_betas", "variance_type",
  ]

  private static func betas(_ file: inout ModelSettings) throws(SettingsError) -> Betas {
    let first = try file.number("beta_start", standard: 1e-4)
    let last = try file.number("beta_end", standard: 0.02)
    guard first < 1, last < 1 else {
      throw file.wrong(first < 1 ? "beta_end" : "beta_start", "a number below 1")
    }
    let name = try file.string("beta_schedule", oneOf: ["squaredcos_cap_v2", "linear"], standard: "linear")
    return name == "linear" ? .linear(first: first, last: last) : .squaredCosine
  }

  private static func thresholding(_ file: inout ModelSettings) throws(SettingsError) -> Thresholding {
    let isDynamic = try file.bool("thresholding", standard: false)
    let isClipped = try file.bool("clip_sample", standard: true)
    let bound = try file.number("clip_sample_range", standard: 1)
    let ratio = try file.number("dynamic_thresholding_ratio", standard: 0.995)
    let maximum = try file.number("sample_max_value", standard: 1)
    guard ratio <= 1 else { throw file.wrong("dynamic_thresholding_ratio", "a number up to 1") }
    if isDynamic { return .dynamic(ratio: ratio, maximum: max(1, maximum)) }
    return isClipped ? .clipped(bound: bound) : .none
  }
}

extension ModelSettings {
  /// One of the cases of an enumeration by its name in the file.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, standard: Choice
  ) throws(SettingsError) -> Choice {
    let name = try string(key, oneOf: Choice.allCases.map(\.rawValue), standard: standard.rawValue)
    return Choice(rawValue: name) ?? standard
  }
}
