import Checkpoints

/// Why a judge's folder cannot be used.
public enum JudgeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Its configuration is wrong.
  case settings(SettingsError)
  /// Its weights are wrong.
  case checkpoint(CheckpointError)

  /// The file and what is wrong with it.
  public var description: String {
    switch self {
    case .settings(let error): error.description
    case .checkpoint(let error): error.description
    }
  }
}
