import Chapters
import Datasets
import Foundation
import Training

/// What the directives of both wings complain of.
package enum SharedComplaint: Complaint, Equatable {
  // The author's mistakes.
  case unknownDataset(String, known: [String])
  case folderForFile(option: String, path: String)
  case warmUpWithoutEnd(steps: Int, training: Int)
  case unlikeCategories(first: String, other: String)
  case needlessLimit(Int, of: String, count: Int)
  case valueInWords(String, String)
  // The machine's faults.
  case diverged(TrainingError, kept: URL)
  case stepFailed(reason: String)
  case noPictures(block: String)

  package var kind: ComplaintKind {
    switch self {
    case .unknownDataset, .folderForFile, .warmUpWithoutEnd, .unlikeCategories, .needlessLimit, .valueInWords:
      .mistake
    case .diverged, .stepFailed, .noPictures: .environment
    }
  }

  package var message: String {
    switch self {
    case .unknownDataset(let name, _): "there is no data set '\(name)'"
    case .folderForFile(let option, let path): "'\(option)' expects a file, found the folder '\(path)'"
    case .warmUpWithoutEnd(let steps, let training):
      "'warm-up' has \(steps) steps, and the whole training has \(training)"
    case .unlikeCategories(let first, let other):
      "the bars of '\(first)' and '\(other)' stand over other words"
    case .needlessLimit(let limit, let whole, let count):
      "'limit' is \(limit), but \(whole) has only \(count), which \(count == 1 ? "is" : "are all") used"
    case .valueInWords(let value, let text): "'\(value)' is no number but '\(text)'"
    case .diverged(let error, _): error.description
    case .stepFailed(let reason): reason
    case .noPictures(let block): "'\(block)' shows no pictures"
    }
  }

  package var help: String? {
    switch self {
    case .unknownDataset(let name, let known):
      (Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? "")
        + "(known: \(known.joined(separator: ", ")); a folder of IDX files is named by its path, such as ./\(name))"
    case .folderForFile: "name a file in it"
    case .warmUpWithoutEnd: "give 'warm-up' fewer steps, or train for more epochs"
    case .unlikeCategories: "compare plots whose 'x' has the same words in the same order"
    case .needlessLimit: "leave it out, or give a smaller number"
    case .valueInWords: "name a value that is a number; report directives NAME lists them"
    case .diverged(_, let kept):
      "try a smaller 'rate', a 'warm-up' or 'clip'; the network before this step is kept in \(kept.path)"
    case .stepFailed, .noPictures: nil
    }
  }
}

extension DatasetError: Complaint {
  /// The author's mistake where a file is of another kind than the author says, the machine's fault where it is not there
  /// or cannot be read.
  public var kind: ComplaintKind {
    switch self {
    case .unknownDataset, .empty, .packed, .wrongMagic, .wrongElementType, .wrongRank, .tooLarge, .truncated,
      .trailingBytes, .noImages, .labelCount, .noSuchImage:
      .mistake
    case .missing, .unusable, .pointer, .wrongChecksum, .notFetched: .environment
    }
  }
  /// What is wrong, without the remedy.
  public var message: String { complaint }
  /// What to do about it.
  public var help: String? { remedy }
}
