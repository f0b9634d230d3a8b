import Chapters
import Files
import Foundation

/// All blocks of a report in an order in which each comes after those it reads.
public struct Plan: Sendable {
  /// The blocks' steps, each after those it reads.
  public let steps: [Step]
  /// What may be a mistake in the report's text.
  public let warnings: [Diagnostic]
  private let places: [String: Int]
  private let sums: KnownSums
  private let fileSums: [URL: Result<String, EnvironmentFault>]

  /// Orders the blocks, hashes the files they read, computes their keys and examines them.
  ///
  /// - Parameters:
  ///   - numerics: what besides the options decides the bits of a result: the engine's version, the architecture.
  ///   - old: a plan since which nothing has changed but the texts of chapters; what it knows of other files is taken
  ///     from it.
  public init(_ report: Report, numerics: [Recipe.Part], after old: Plan? = nil) {
    var planner = Planner(report: report, numerics: numerics, old: old)
    if let old { planner.sums = old.fileSums }
    planner.visit(report.blocks)
    steps = planner.examinedSteps()
    places = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1.id, $0) })
    (sums, fileSums) = (planner.known, planner.sums)
    warnings = report.warnings
  }

  /// The steps whose results are locked and verified: all but those that show what is known of others.
  public var certified: [Step] { steps.filter { !$0.block.showsVerifications } }

  /// Keeps the sums of the large files that the blocks read, so that the next plan need not read them.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func keepSums() throws { try sums.keep() }

  /// A file whose content is no longer the one that a step's key was made of, by the name that its recipe gives it.
  func changedFile(of step: Step) -> String? {
    var sums = sums
    func sum(_ url: URL) -> String { (try? sums.sum(of: url)) ?? "" }
    var found = step.block.inputs.files.map { Recipe.Part(name: "file \($0.name)", value: sum($0.url)) }
    found += step.block.inputs.groups.map { group in
      let all = group.urls.map(sum).joined()
      return Recipe.Part(name: "files \(group.name)", value: FileHash.sha256(of: Data(all.utf8)))
    }
    return found.first { !step.recipe.parts.contains($0) }?.name
  }

  /// The step of a block.
  public subscript(id: String) -> Step? { places[id].map { steps[$0] } }

  /// The named blocks' steps and everything that they read, in order.
  public func closure(of ids: Set<String>) -> [Step] {
    var wanted = ids
    for step in steps.reversed() where wanted.contains(step.id) {
      wanted.formUnion(step.block.inputs.blocks.map(\.id))
    }
    return steps.filter { wanted.contains($0.id) }
  }
}

extension [String] {
  /// Each text once, in the order of its first appearance.
  public var distinct: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
