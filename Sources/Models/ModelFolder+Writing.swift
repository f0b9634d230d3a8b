import Checkpoints
import Files
import Foundation
import Networks

extension ModelFolder {
  /// Writes a network and its schedule as a model's folder, which diffusers reads, too.
  ///
  /// `unet/config.json` is copied, `scheduler/scheduler_config.json` is another model's with what the network predicts
  /// and with a variance that it has; the weights are float32.
  ///
  /// - Parameters:
  ///   - url: the new folder; files that are there are replaced.
  ///   - configuration: the config.json that the network was made from.
  ///   - schedule: the model whose noise it was trained with.
  ///   - prediction: what it predicts.
  /// - Throws: a `ModelError` for a schedule that cannot be read, or the file system's error.
  public static func write(
    _ network: TextToImageUNet, to url: URL, configuration: URL, schedule: ModelFolder,
    prediction: SchedulerConfiguration.Prediction
  ) throws {
    let places = [Part.unet, .scheduler].map { url.appendingPathComponent($0.rawValue, isDirectory: true) }
    try AtomicFile.write(
      RegularFile.content(of: configuration), to: places[0].appendingPathComponent("config.json"))
    let settings = try schedule.schedulerSettings(for: network, prediction)
    try AtomicFile.write(settings, to: places[1].appendingPathComponent("scheduler_config.json"))
    if network.configuration.isSecondStage {
      let settings = schedule.settings(of: .imageNoisingScheduler)
      try AtomicFile.write(
        RegularFile.content(of: settings),
        to: url.appendingPathComponent("\(Part.imageNoisingScheduler.rawValue)/\(settings.lastPathComponent)")
      )
    }
    try writeWeights(of: network, to: places[0].appendingPathComponent(weightsName))
  }

  /// Writes a network's weights as torch and transformers load them; throws what the file system does.
  static func writeWeights(of network: some Module, to url: URL) throws {
    var writer = SafetensorsWriter()
    writer.metadata["format"] = "pt"  // without it transformers refuses a file
    network.addState(to: &writer)
    try writer.write(to: url)
  }

  /// The file of a network's weights.
  public static let weightsName = "diffusion_pytorch_model.safetensors"
  /// What `write` leaves in the folder.
  public static func writtenFiles(isSecondStage: Bool) -> [String] {
    ["unet/config.json", "unet/\(weightsName)", "scheduler/scheduler_config.json"]
      + (isSecondStage ? ["\(Part.imageNoisingScheduler.rawValue)/scheduler_config.json"] : [])
  }

  /// The schedule's file for another network.
  private func schedulerSettings(
    for network: TextToImageUNet, _ prediction: SchedulerConfiguration.Prediction
  ) throws -> Data {
    let variance = try scheduler().variance
    let file = try RegularFile.content(of: settings(of: .scheduler))
    var keys = try JSONDecoder().decode([String: JSONValue].self, from: file)
    keys["prediction_type"] = .string(prediction.rawValue)
    if variance == .learned, !network.configuration.learnsVariance {
      keys["variance_type"] = .string(SchedulerConfiguration.Variance.small.rawValue)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(keys)
  }
}
