import Chapters

/// Looks a report without mistakes through for what may be better otherwise.
public struct Lint {
  let report: Report
  let plan: Plan
  let store: Store

  /// A look at a report, its plan, and what the store has of it.
  public init(_ report: Report, plan: Plan, store: Store) {
    (self.report, self.plan, self.store) = (report, plan, store)
  }

  /// Everything found, in reading order.
  public var warnings: [Diagnostic] {
    let found =
      unreferred + report.blocks.flatMap { defaults(of: $0) + altText(of: $0) } + seeds + typedNumbers
    let order = Dictionary(
      report.chapters.enumerated().map { ($1.file.path, $0) }, uniquingKeysWith: { first, _ in first })
    let keyed = found.enumerated().map { index, warning in
      let place = warning.position ?? SourcePosition(line: 0, column: 0)
      return (warning.path.flatMap { order[$0] } ?? 0, place, index, warning)
    }
    return keyed.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.3)
  }

  /// Figures and tables that neither prose nor a caption refers to.
  private var unreferred: [Diagnostic] {
    let marks = report.texts.flatMap(\.text.marks).map(\.mark)
    let referred = Set(
      marks.flatMap { mark in
        switch mark {
        case .reference(let id, _): [id]
        case .citation(let all): all.map(\.key)
        default: [String]()
        }
      })
    return report.blocks.filter { !referred.contains($0.id) }.map { block in
      let kind = block.shows == .table ? "table" : "figure"
      return .warning(LintComplaint.notReferredTo(id: block.id, kind: kind), at: block.source.idSpan)
    }
  }

  /// Options that the author wrote and that have their defaults, but those with a value for each profile.
  private func defaults(of block: DecodedBlock) -> [Diagnostic] {
    block.canonical.filter(\.isDefault).compactMap { name, value, _ in
      guard let written = block.source.entries?[name], written.entries == nil else { return nil }
      return .warning(
        LintComplaint.standard(option: name, value: value), at: written.span, in: block.directive)
    }
  }

  private func altText(of block: DecodedBlock) -> [Diagnostic] {
    guard let alt = block.alt, Self.words(alt.text) == Self.words(block.caption.text)
    else { return [] }
    return [.warning(LintComplaint.altIsCaption, at: block.span(of: "alt"), in: block.directive)]
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }

  /// Blocks with the seed of one that they read, and blocks that do just the work of another.
  private var seeds: [Diagnostic] {
    var found: [Diagnostic] = []
    var first: [String: String] = [:]
    let steps = report.blocks.compactMap { plan[$0.id] }
    for step in steps {
      guard let seed = step.seed else { continue }
      if let twin = first[step.key] {
        found.append(warning(.sameWork(as: twin, seed: seed), at: step))
      } else {
        first[step.key] = step.id
        let inputs = plan.closure(of: [step.id]).filter { $0.id != step.id }
        if let input = inputs.first(where: { $0.seed == seed }) {
          found.append(warning(.seedOfInput(seed: seed, input: input.id), at: step))
        }
      }
    }
    return found
  }

  private func warning(_ complaint: LintComplaint, at step: Step) -> Diagnostic {
    .warning(complaint, at: step.block.span(of: "seed"), in: step.block.directive)
  }
}

extension Step {
  /// Where its random numbers start; nil where it draws none.
  fileprivate var seed: String? { block.canonical.first { $0.name == "seed" }?.value }
}
