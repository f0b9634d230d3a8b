import Chapters
import Files
import Foundation

/// Orders blocks, hashes the files that they read, and examines them.
struct Planner {
  let blocks: [String: DecodedBlock]
  let project: ProjectFolder
  let numerics: [Recipe.Part]
  /// Since which nothing has changed but texts.
  let old: Plan?
  /// In an order in which each comes after those it reads.
  var drafts: [Draft] = []
  var keys: [String: String] = [:]
  var known: KnownSums
  var sums: [URL: Result<String, EnvironmentFault>] = [:]

  init(report: Report, numerics: [Recipe.Part], old: Plan? = nil) {
    blocks = Dictionary(report.blocks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    project = report.project
    known = KnownSums(report.project)
    (self.numerics, self.old) = (numerics, old)
  }

  /// Drafts all blocks, inputs first; `ReferenceCheck` has made sure that none waits for itself.
  mutating func visit(_ all: [DecodedBlock]) {
    var walk = InputWalk()
    for block in all {
      _ = walk.cycle(
        from: block.id, inputs: { [blocks] in blocks[$0]?.inputs.blocks.map(\.id).distinct ?? [] }
      ) {
        if let block = blocks[$0] { draft(block) }
      }
    }
  }

  private mutating func draft(_ block: DecodedBlock) {
    let inputs = block.inputs.blocks.map(\.id).distinct
    var parts = [Recipe.Part(name: "directive", value: "\(block.directive) version \(block.version)")]
    parts += block.canonical.map {
      Recipe.Part(name: "option \($0.name)", value: $0.value, isDefault: $0.isDefault)
    }
    parts += block.algorithms
    parts += inputs.map { Recipe.Part(name: "block \($0)", value: keys[$0] ?? "") }
    var faults = InputFaults(of: block)
    for file in block.inputs.files {
      do {
        parts.append(Recipe.Part(name: "file \(file.name)", value: try sum(of: file)))
        faults.look(at: file)
      } catch {
        // What the file must be decides the result, whether or not it is there.
        if let sum = file.sum { parts.append(Recipe.Part(name: "file \(file.name)", value: sum)) }
        faults.add(error, at: file)
      }
    }
    for group in block.inputs.groups {
      do {
        parts.append(Recipe.Part(name: "files \(group.name)", value: try sum(of: group)))
      } catch {
        faults.add(error, at: group)
      }
    }
    let recipe = Recipe(parts: parts + numerics)
    let key = recipe.key
    keys[block.id] = key
    drafts.append(Draft(block: block, recipe: recipe, key: key, faults: faults))
  }

  /// The drafts as steps, examined in waves: together those whose inputs have all been examined.
  func examinedSteps() -> [Step] {
    var waves: [String: Int] = [:]
    for block in drafts.map(\.block) {
      waves[block.id] = 1 + (block.inputs.blocks.compactMap { waves[$0.id] }.max() ?? 0)
    }
    var steps: [String: Step] = [:]
    var facts: [String: any Sendable] = [:]
    let groups = Dictionary(grouping: drafts) { waves[$0.block.id] ?? 0 }
    for (_, wave) in groups.sorted(by: { $0.key < $1.key }) {
      let known = wave.map { draft in
        Dictionary(draft.block.inputs.blocks.compactMap { input in facts[input.id].map { (input.id, $0) } }) {
          $1
        }
      }
      let examined = zip(wave, known).map { $0 }.concurrentMap { [old] draft, facts in
        old?[draft.block.id].flatMap { draft.isThat(of: $0) ? $0 : nil } ?? draft.step(facts)
      }
      for step in examined {
        steps[step.id] = step
        facts[step.id] = step.facts
      }
    }
    return drafts.compactMap { steps[$0.block.id] }
  }

  private mutating func sum(of file: FileInput) throws(EnvironmentFault) -> String {
    if sums[file.url] == nil { sums[file.url] = hash(file) }
    let sum = try (sums[file.url] ?? hash(file)).get()
    if let expected = file.sum, expected != sum {
      throw .wrongSum(
        path: project.shown(file.url), expected: expected, found: sum,
        remedy: "move it away and \(file.remedy)")
    }
    return sum
  }

  /// The sum of the files' sums.
  private mutating func sum(of group: FileGroup) throws(EnvironmentFault) -> String {
    var sums = ""
    for url in group.urls {
      sums += try sum(of: FileInput(option: group.option, url: url, remedy: group.remedy))
    }
    return FileHash.sha256(of: Data(sums.utf8))
  }

  private mutating func hash(_ file: FileInput) -> Result<String, EnvironmentFault> {
    switch FileCause.absence(of: file.url) {
    case nil: break
    case .missing: return .failure(.missingData(path: project.shown(file.url), remedy: file.remedy))
    case let cause?: return .failure(.unreadable(path: project.shown(file.url), reason: cause))
    }
    guard !LargeFilePointer.isAt(file.url) else {
      return .failure(.unreadable(path: project.shown(file.url), reason: .pointer))
    }
    do { return .success(try known.sum(of: file.url)) } catch {
      return .failure(.unreadable(path: project.shown(file.url), reason: error.reason.cause))
    }
  }
}
