import Chapters

/// What a block's files and the blocks that it reads show before anything runs.
public struct Examination: Sendable {
  /// Something that keeps the block from running.
  public enum Problem: Sendable {
    /// The author's mistake at an option.
    case mistake(OptionMistake)
    /// The machine's fault, shown at an option.
    case fault(option: String, any Complaint)
    /// What is wrong elsewhere, such as in `report.yml`.
    case elsewhere(Diagnostic)
  }

  /// What blocks that read this one may ask, such as where a model lies or how large an image is.
  public var facts: (any Sendable)?
  /// All that keeps the block from running.
  public private(set) var problems: [Problem] = []
  /// What may be a mistake, and keeps nothing from running.
  public private(set) var warnings: [OptionMistake] = []

  /// Nothing found yet.
  public init() {}

  /// Does a check; what it throws becomes a problem, the machine's faults at `option`.
  ///
  /// - Returns: the check's result; nil if it threw.
  @discardableResult
  public mutating func check<Result>(_ option: String, _ check: () throws -> Result) -> Result? {
    do { return try check() } catch {
      problems += Self.problems(error, at: option)
      return nil
    }
  }

  /// Tells the author of something that may be a mistake, at an option.
  public mutating func warn(_ option: String, _ mistake: any Complaint) {
    warnings.append(OptionMistake(option, mistake))
  }

  private static func problems(_ error: any Error, at option: String) -> [Problem] {
    switch error {
    case let mistake as OptionMistake: [.mistake(mistake)]
    case let mistakes as OptionMistakes: mistakes.all.map(Problem.mistake)
    case let diagnostic as Diagnostic: [.elsewhere(diagnostic)]
    default: [.fault(option: option, complaint(of: error))]
    }
  }
}

/// What the blocks that a block reads found out about themselves; see `Examination.facts`.
public struct InputFacts: Sendable {
  private let facts: [String: any Sendable]

  init(_ facts: [String: any Sendable]) { self.facts = facts }

  /// The facts about a block; nil where it has none of this type, as one with problems may.
  public func of<Facts: Sendable>(_ id: String, as type: Facts.Type = Facts.self) -> Facts? {
    facts[id] as? Facts
  }
}
