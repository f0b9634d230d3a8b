import Chapters
import Metrics
import Pipeline

extension OpenBLASError: Complaint {
  /// The machine's fault.
  public var kind: ComplaintKind { .environment }
  /// What is wrong, without the remedy.
  public var message: String { complaint }
  /// What to do about it.
  public var help: String? { remedy }
}

extension Recipe.Part {
  /// How Fréchet distances are computed.
  package static let frechet = Recipe.Part(name: "frechet", value: FrechetDistance.algorithm)
}

extension Examination {
  /// Tells at an option that the block measures by what is not there. A warning: its result may be stored, or the library
  /// where nobody looks.
  package mutating func warnWithoutOpenBLAS(_ option: String) {
    if !OpenBLAS.isInstalled { warn(option, OpenBLASError.missing) }
  }
}
