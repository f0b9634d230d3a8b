import Chapters
import Files
import Foundation

/// A step that is not examined yet.
struct Draft: Sendable {
  let block: DecodedBlock
  let recipe: Recipe
  let key: String
  let faults: InputFaults

  /// Examines the block, also where one of its files is no good: what is wrong elsewhere is told in the same round.
  ///
  /// - Parameter facts: what is known of the blocks that this one reads.
  func step(_ facts: [String: any Sendable]) -> Step {
    let facts = InputFacts(facts)
    let examination = block.examine(facts)
    let problems = examination.problems.filter(faults.leaveRoomFor)
    let isSound = faults.diagnostics.isEmpty && problems.isEmpty
    return Step(
      block: block, recipe: recipe, key: key,
      faults: faults.diagnostics + problems.map(block.diagnostic),
      warnings: examination.warnings.map(block.warning),
      makeNeed: { isSound ? block.memory(facts) : MemoryNeed() },
      facts: faults.diagnostics.isEmpty ? examination.facts : nil)
  }

  /// Whether this is what a step was made of, at the same place of its chapter.
  func isThat(of step: Step) -> Bool {
    let (own, other) = (block.source, step.block.source)
    return key == step.key && own.text == other.text && own.fence.file.path == other.fence.file.path
      && own.fence.position == other.fence.position
  }
}

/// What is wrong with the files that a block reads.
struct InputFaults: Sendable {
  private let block: DecodedBlock
  private(set) var diagnostics: [Diagnostic] = []
  /// The options that name files which are no good.
  private var options: Set<String> = []
  /// What has been told: one file stands for the others of a set that is fetched or moved as a whole.
  private var told: Set<String> = []

  init(of block: DecodedBlock) { self.block = block }

  /// Does the check of a file that is there.
  mutating func look(at file: FileInput) {
    do { try file.check() } catch {
      options.insert(file.option)
      diagnostics.append(located(error, at: file.option))
    }
  }

  /// A file that cannot be had.
  mutating func add(_ fault: EnvironmentFault, at file: FileInput) {
    let isOneOfMany =
      fault.isOfPointer || file.sum != nil || FileCause.isMissing(file.url.deletingLastPathComponent())
    add(fault, file.option, as: isOneOfMany ? file.option : "\(file.option) \(file.url.path)")
  }

  /// Files of a group that cannot be had.
  mutating func add(_ fault: EnvironmentFault, at group: FileGroup) {
    add(fault, group.option, as: group.option)
  }

  /// Whether a problem is another one than that a file is no good.
  func leaveRoomFor(_ problem: Examination.Problem) -> Bool {
    switch problem {
    case .mistake(let mistake): !options.contains(mistake.option)
    case .fault(let option, _): !options.contains(option)
    case .elsewhere: options.isEmpty
    }
  }

  private mutating func add(_ fault: EnvironmentFault, _ option: String, as name: String) {
    options.insert(option)
    guard told.insert(name).inserted else { return }
    diagnostics.append(located(fault, at: option))
  }

  private func located(_ error: any Error, at option: String) -> Diagnostic {
    Diagnostic(complaint(of: error), at: block.span(of: option), in: block.directive)
  }
}

extension EnvironmentFault {
  /// Whether Git LFS has not fetched the file: one command fetches all of them.
  fileprivate var isOfPointer: Bool {
    if case .unreadable(_, .pointer) = self { true } else { false }
  }
}
