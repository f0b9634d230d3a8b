import Checkpoints
import Foundation
import Networks

/// Keys of a model's configuration that change nothing here.
public struct PassedOverKeys: Equatable, Sendable {
  /// The file.
  public let path: String
  /// The keys that the file's class has no setting for, in alphabetical order.
  public let strangers: [String]
  /// Whether DDIM's last step would end at the first timestep's noise and not at the clean image.
  public let endsAtNoise: Bool
}

extension ModelFolder {
  /// What the configurations say that is passed over, file by file; none of a file that says nothing such.
  ///
  /// Throws a `ModelError` for a file that is no configuration.
  public func passedOver() throws(ModelError) -> [PassedOverKeys] {
    var found: [PassedOverKeys] = []
    for part in parts {
      guard let known = Self.parameters(of: part) else { continue }
      do throws(SettingsError) {
        let settings = try ModelSettings(settings(of: part))
        let endsAtNoise = settings.values[Self.lastStep] == .bool(false)
        let strangers = settings.strangers(to: known)
        guard !strangers.isEmpty || endsAtNoise else { continue }
        found.append(PassedOverKeys(path: settings.path, strangers: strangers, endsAtNoise: endsAtNoise))
      } catch { throw .settings(error) }
    }
    return found
  }

  /// The setting of DDIM's last step.
  private static let lastStep = "set_alpha_to_one"

  private static func parameters(of part: Part) -> Set<String>? {
    switch part {
    case .unet: TextToImageConfiguration.parameters
    case .textEncoder: T5Configuration.parameters
    case .scheduler, .imageNoisingScheduler: SchedulerConfiguration.parameters.union([lastStep])
    case .tokenizer: nil
    }
  }
}

extension PassedOverKeys: CustomStringConvertible {
  /// The file, and what is passed over.
  public var description: String {
    let names = strangers.map { "'\($0)'" }.joined(separator: ", ")
    let unknown =
      strangers.isEmpty
      ? nil
      : "\(names) \(strangers.count == 1 ? "is" : "are") passed over, as diffusers does: nothing here reads it"
    let ending =
      endsAtNoise ? "'set_alpha_to_one: false' is passed over: the last step ends at the clean image" : nil
    return "\(path): " + [unknown, ending].compactMap { $0 }.joined(separator: "; ")
  }
}
