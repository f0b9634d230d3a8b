import Checkpoints
import Files
import Foundation
import Networks
import Text

/// A text-to-image model on disk in the layout of diffusers: a folder with a folder for each part.
///
/// Nothing is read until a part is asked for; every error names the file.
public struct ModelFolder: Sendable {
  /// A part of a model; its raw value is the name of its folder.
  public enum Part: String, CaseIterable, Sendable {
    /// The network that removes noise.
    case unet
    /// The T5 encoder.
    case textEncoder = "text_encoder"
    /// The encoder's tokenizer.
    case tokenizer
    /// How the network was trained and is sampled.
    case scheduler
    /// How the small image that a super-resolution model sees is noised.
    case imageNoisingScheduler = "image_noising_scheduler"
  }

  /// The folder.
  public let url: URL

  /// A model's folder; throws a `ModelError` when there is none or when it has neither a network nor an encoder.
  public init(_ url: URL) throws(ModelError) {
    self.url = url
    guard FileKind(behind: url.path) == .folder else {
      throw .noFolder(path: url.path, FileCause.isMissing(url) ? nil : FileCause.absence(of: url))
    }
    guard has(.unet) || has(.textEncoder) else { throw .noModel(path: url.path) }
  }

  /// The model's name: its folder's.
  public var name: String { url.standardizedFileURL.lastPathComponent }

  /// The parts that are there.
  public var parts: [Part] { Part.allCases.filter(has) }

  /// Whether a part is there.
  public func has(_ part: Part) -> Bool {
    !FileCause.isMissing(settings(of: part))
  }

  /// A part's folder.
  public func folder(of part: Part) -> URL { url.appendingPathComponent(part.rawValue, isDirectory: true) }

  /// The file that says what a part is; a tokenizer's is its vocabulary.
  public func settings(of part: Part) -> URL {
    switch part {
    case .unet, .textEncoder: folder(of: part).appendingPathComponent("config.json")
    case .tokenizer: folder(of: part).appendingPathComponent("spiece.model")
    case .scheduler, .imageNoisingScheduler: folder(of: part).appendingPathComponent("scheduler_config.json")
    }
  }

  /// The weights of the network or of the encoder; throws a `ModelError` when there are none that can be read.
  public func weights(of part: Part) throws(ModelError) -> WeightFiles {
    _ = try required(part)
    do throws(CheckpointError) { return try WeightFiles(in: folder(of: part)) } catch {
      throw .checkpoint(error)
    }
  }

  /// The tokenizer; throws a `ModelError` when there is none that can be read.
  public func tokenizer() throws(ModelError) -> PromptTokenizer {
    _ = try required(.tokenizer)
    let count = try extraIDCount()
    do throws(TokenizerError) {
      return try PromptTokenizer(settings(of: .tokenizer), extraIDCount: count)
    } catch { throw .tokenizer(error) }
  }

  /// The sizes of the encoder; throws a `ModelError` that names the key which is missing, wrong or not implemented.
  public func textConfiguration() throws(ModelError) -> T5Configuration {
    _ = try required(.textEncoder)
    do throws(SettingsError) { return try T5Configuration(settings(of: .textEncoder)) } catch {
      throw .settings(error)
    }
  }

  /// The encoder, which reads its weights when it is used; throws when one is missing, misshapen or left over.
  public func textEncoder() throws(ModelError) -> StreamedT5Encoder {
    let configuration = try textConfiguration()
    let weights = try weights(of: .textEncoder)
    do throws(CheckpointError) { try configuration.check(weights) } catch { throw .checkpoint(error) }
    return StreamedT5Encoder(configuration, from: weights)
  }

  /// What the network is made of; throws a `ModelError` that names the key which is wrong or not implemented.
  public func networkConfiguration() throws(ModelError) -> TextToImageConfiguration {
    _ = try required(.unet)
    do throws(SettingsError) {
      return try TextToImageConfiguration(contentsOf: settings(of: .unet))
    } catch { throw .settings(error) }
  }

  /// The network's weights; throws when one is missing, misshapen or left over.
  public func networkWeights() throws(ModelError) -> WeightFiles {
    let configuration = try networkConfiguration()
    let weights = try weights(of: .unet)
    do throws(CheckpointError) { try configuration.check(weights) } catch { throw .checkpoint(error) }
    return weights
  }

  /// The noise that the network was trained with, or that a super-resolution model's input gets; throws a `ModelError` that
  /// names the file, and the key that is wrong.
  public func scheduler(_ part: Part = .scheduler) throws(ModelError) -> SchedulerConfiguration {
    _ = try required(part)
    do throws(SettingsError) { return try SchedulerConfiguration(settings(of: part)) } catch {
      throw .settings(error)
    }
  }

  private func required(_ part: Part) throws(ModelError) -> Part {
    guard has(part) else { throw .noPart(part, path: settings(of: part).path) }
    return part
  }

  private func extraIDCount() throws(ModelError) -> Int {
    let url = folder(of: .tokenizer).appendingPathComponent("tokenizer_config.json")
    guard FileKind(behind: url.path) != nil else { return 100 }
    do throws(SettingsError) {
      var file = try ModelSettings(url)
      return try file.integer("extra_ids", in: 0...10_000, standard: 100)
    } catch { throw .settings(error) }
  }
}
