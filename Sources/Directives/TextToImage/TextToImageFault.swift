import Chapters
import Checkpoints
import Models
import Networks

/// What is wrong with the files of models, judges and pictures when a block comes to use them.
enum TextToImageFault: Complaint {
  /// A model's block could not be looked at before anything ran.
  case unseenModel(id: String)
  /// A model, or a part of it, cannot be used.
  case unusableModel(ModelError)
  /// A model that was looked at cannot be used any more.
  case changedModel(ModelError)
  /// The networks of a model cannot be summed up.
  case uncountedModel(ModelError)
  /// A file of embeddings cannot be used.
  case embeddings(CheckpointError)
  /// A judge cannot be used.
  case judge(JudgeError)

  var kind: ComplaintKind { .environment }

  var message: String {
    switch self {
    case .unseenModel(let id): "the model '\(id)' could not be looked at"
    case .unusableModel(let error), .changedModel(let error), .uncountedModel(let error): error.description
    case .embeddings(let error): error.description
    case .judge(let error): error.description
    }
  }

  var help: String? {
    switch self {
    case .unseenModel, .uncountedModel, .embeddings: nil
    case .unusableModel(let error) where error.remedy != nil: error.remedy
    case .unusableModel: "report models verify and inspect tell more"
    case .changedModel: "report models inspect tells more"
    case .judge: "train the judge again"
    }
  }
}
