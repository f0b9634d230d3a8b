import Checkpoints
import Files
import Text

/// Why a model's folder cannot be used.
public enum ModelError: Error, Equatable, Sendable {
  /// There is no folder of this path, and why if it is not simply missing.
  case noFolder(path: String, FileCause? = nil)
  /// The folder holds no model.
  case noModel(path: String)
  /// A part that is needed is not there; the path is that of the file that was looked for.
  case noPart(ModelFolder.Part, path: String)
  /// Files of parts that the model's index names are not there; their paths are from its folder.
  case noIndexedParts(files: [String], index: String)
  /// The tokenizer has more ids than the encoder.
  case vocabulary(path: String, tokenizer: Int, encoder: Int)
  /// A file of weights is wrong.
  case checkpoint(CheckpointError)
  /// A configuration is wrong or asks for something that is not implemented.
  case settings(SettingsError)
  /// The tokenizer's file is wrong.
  case tokenizer(TokenizerError)
}

extension ModelError {
  /// What to do about it, where the cause tells.
  public var remedy: String? {
    switch self {
    case .noFolder(_, let cause): cause?.remedy
    case .checkpoint(let error): if case .file(let fault) = error.reason { fault.cause.remedy } else { nil }
    case .settings(let error):
      switch error.reason {
      case .file(let fault): fault.cause.remedy
      case .value, .unknown:
        "choose another model, for this one asks for what is not implemented, or mend the file if it is wrong"
      case .noObject, .missing: nil
      }
    case .tokenizer(let error): if case .file(let fault) = error.reason { fault.cause.remedy } else { nil }
    case .noModel, .noPart, .noIndexedParts, .vocabulary: nil
    }
  }
}

extension ModelError: CustomStringConvertible {
  /// The file and what is wrong with it.
  public var description: String {
    switch self {
    case .noFolder(let path, let cause):
      "\(path): expected a model's folder, found none\(cause.map { ": \($0)" } ?? "")"
    case .noModel(let path):
      "\(path): expected a model in the layout of diffusers, found neither unet/config.json nor "
        + "text_encoder/config.json"
    case .noPart(let part, let path): "\(path): expected the model's \(part.rawValue), found no such file"
    case .noIndexedParts(let files, let index):
      "\(index): expected the parts that it names, found no \(files.joined(separator: " and no "))"
    case .vocabulary(let path, let tokenizer, let encoder):
      "\(path): expected a tokenizer of at most \(encoder) ids, as many as the encoder has, found \(tokenizer)"
    case .checkpoint(let error): error.description
    case .settings(let error): error.description
    case .tokenizer(let error): error.description
    }
  }
}
