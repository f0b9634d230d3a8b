import Files
import Chapters
import Checkpoints
import Diffusion
import Training

/// What the directives about networks from scratch complain of.
enum FromScratchComplaint: Complaint, Equatable {
  // The author's mistakes.
  case nothingSwept
  case tooManyRows(Int, limit: Int)
  case measureWithoutClassifier(String)
  case consistencyWithoutClasses
  // The author's mistakes as well: data of another kind or number.
  case tooFewImages(option: String, asked: Int, data: String, split: String, count: Int)
  case noSuchImage(index: Int, data: String, split: String, count: Int)
  case singleImage(split: String, data: String)
  case tooFewTestImages(data: String, count: Int, needed: Int)
  case tooFewTrainingImages(count: Int, needed: Int)
  case imageSize(network: String, data: String, width: Int, height: Int)
  case tooManyClasses(network: String, known: Int, data: String, found: Int)
  // The machine's faults: what a file of the store holds, or what became of a training.
  case unusableWeights(CheckpointError)
  case diverged(TrainingError)
  case overflow(teacher: String, steps: Int)

  var kind: ComplaintKind {
    switch self {
    case .unusableWeights, .diverged, .overflow: .environment
    default: .mistake
    }
  }

  var message: String {
    switch self {
    case .nothingSwept: "nothing is swept: there is one row only"
    case .tooManyRows(let count, let limit): "the sweep has \(count.counted("row")), more than \(limit)"
    case .measureWithoutClassifier(let measure):
      "the \(measure) is measured by a classifier, and none is given"
    case .consistencyWithoutClasses: "the class consistency of a flow without classes is not defined"
    case .tooFewImages(let option, let asked, let data, let split, let count):
      "'\(option)' is \(asked), but the \(split) split of '\(data)' has \(images(count))"
    case .noSuchImage(let index, let data, let split, let count):
      "'index' is \(index), but the \(split) split of '\(data)' has \(images(count))"
    case .singleImage(let split, let data):
      "the \(split) split of '\(data)' has a single image, which has no spread"
    case .tooFewTestImages(let data, let count, _):
      "the test split of '\(data)' has \(count.counted("image")), too few to compare with"
    case .tooFewTrainingImages(let count, _):
      "the model was trained on \(count.counted("image")), too few to compare with"
    case .imageSize(let network, let data, let width, let height):
      "\(network) takes images of 28 x 28 pixels, and those of '\(data)' have \(width) x \(height)"
    case .tooManyClasses(let network, let known, let data, let found):
      "\(network) knows \(known) classes, and '\(data)' has \(found)"
    case .unusableWeights(let error): error.description
    case .diverged(let error): error.description
    case .overflow(let teacher, let steps):
      "the flow of '\(teacher)' leaves the range of numbers in \(steps) steps"
    }
  }

  var help: String? {
    switch self {
    case .nothingSwept:
      "give one of 'guidance', 'noise', 'steps', 'solver' and 'tolerance' a list of two values at least"
    case .tooManyRows: "shorten the lists, or sweep in two blocks"
    case .measureWithoutClassifier:
      "add 'classifier:' with the id of a {classifier} block, or write 'show: pictures'"
    case .consistencyWithoutClasses:
      "give 'labels', or a 'guidance' other than 1, for a class-conditional flow"
    case .tooFewImages(_, _, _, _, let count): "ask for \(count) at most"
    case .noSuchImage(_, _, _, let count): "indices count from 0: the last is \(count - 1)"
    case .singleImage: "use a data set with more"
    case .tooFewTestImages(_, _, let needed): "use a data set with more than \(needed)"
    case .tooFewTrainingImages(_, let needed): "train it on more than \(needed)"
    case .imageSize: "use a data set of MNIST's size"
    case .tooManyClasses(_, let known, _, _): "use a data set with the classes 0 to \(known - 1)"
    case .unusableWeights: "remove the folder .report/store and build again"
    case .diverged: "try a smaller 'rate'"
    case .overflow: "train it with a smaller 'rate', or give 'reflow-steps' a larger value"
    }
  }

  private func images(_ count: Int) -> String { count == 1 ? "a single image" : "\(count) images" }
}

extension SolverError: Complaint {
  /// The author's mistake, unless the flow itself is no number.
  public var kind: ComplaintKind { if case .notFinite = self { .environment } else { .mistake } }
  /// What happened.
  public var message: String { complaint }
  /// What helps.
  public var help: String? { remedy }
}
