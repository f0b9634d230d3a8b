import Chapters
import Directives
import Foundation
import Pipeline
import Site
import TestSupport

/// A report of two chapters, read and rendered as `report build` does; only no block runs.
struct FuzzedReport {
  static let manifest = "report/report.yml"
  static let chapter = "report/second.md"

  private let project: ProjectFolder
  private let folder: Scratch

  init(_ folder: Scratch) {
    self.folder = folder
    project = ProjectFolder(root: folder.root)
  }

  /// Writes the report with a block, an equation and files to refer to.
  static func write(to folder: Scratch) throws {
    try writeFiles(to: folder)
    try folder.write("title: Report\nchapters: [first.md, second.md]\n", to: manifest)
    try folder.write(
      """
      ---
      title: First
      summary: The beginning.
      ---

      ## A section

      ```{noise} noising
      data: ./digits
      seed: 0
      caption: Noise, $x + \\sigma\\epsilon$.
      alt: Digits.
      ```

      See @noising, {{noising.label}}, [the other](second.md) and [a file](drawing.svg).

      $$x^2$$ {#square}

      """, to: "report/first.md")
    try folder.write("---\ntitle: Second\n---\n\nSee @square.\n", to: chapter)
  }

  /// A drawing, a photo, captioned paintings, digits, and the models of both stages.
  private static func writeFiles(to folder: Scratch) throws {
    try folder.write("<svg/>", to: "report/drawing.svg")
    for copy in ["photo.png", "paintings/a.png"] {
      try folder.copy(Fixtures.shared.url("pictures/rgb.png"), to: "report/\(copy)")
    }
    try folder.write("a.png\ta photo\n", to: "report/paintings/captions.tsv")
    for name in ["train", "t10k"] {
      let images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28] + [UInt8](repeating: 7, count: 1568)
      try folder.write(images, to: "report/digits/\(name)-images-idx3-ubyte")
      try folder.write([0, 0, 8, 1, 0, 0, 0, 2, 3, 9], to: "report/digits/\(name)-labels-idx1-ubyte")
    }
    for name in ["random-model", "random-upscaler"] {
      try folder.copy(Fixtures.shared.url(name), to: "report/\(name)")
    }
  }

  /// Reads the report, plans it, and writes the site.
  ///
  /// - Parameter kept: what the store has of every block, if anything.
  /// - Throws: whatever is wrong with it.
  func build(finding kept: FuzzedResult? = nil) throws {
    let reading = try ReportReading(
      project, directives: Registry.directives, dataFolder: folder.url("data"),
      modelsFolder: folder.url("models"))
    let checked = try ReportChecks(reading).accepted(formulas: .success([:]))
    let plan = Plan(checked.report, numerics: [])
    let store = Store(project)
    var results: [String: StoredResult] = [:]
    for step in plan.steps {
      try kept?.write(as: step, to: folder.createFolder(project.shown(store.entry(step.key))))
      results[step.id] = try result(of: step, in: store)
    }
    try SiteWriter(
      checked, results: results, store: store, rendered: RenderedText(),
      typesetter: Typesetter(project, environment: [:])
    ).write()
    _ = plan.memoryFaults(MachineMemory(allowed: 1)).map(\.description)
    let shown = plan.steps.flatMap { $0.faults + $0.warnings }
    guard shown.isEmpty else { throw Diagnostics(shown) }
  }

  /// What the store has, or a result without a figure.
  private func result(of step: Step, in store: Store) throws -> StoredResult {
    switch store.finding(of: step) {
    case .found(let result): result
    case .damaged(let problem): throw DamagedResult(description: problem)
    case .unreadable(let error): throw error
    case .missing: try JSONDecoder().decode(StoredResult.self, from: JSONEncoder().encode(Made(step)))
    }
  }
}

/// A build would make the result anew.
private struct DamagedResult: Error, CustomStringConvertible {
  let description: String
}

/// The `result.json` of a block that showed nothing, with every value that it measures.
private struct Made: Encodable {
  struct Value: Encodable {
    let name: String
    let text = "1"
  }

  let format = 1
  let directive: String
  let recipe: Recipe
  let values: [Value]
  let files: [String: String] = [:]
  let seconds = 0.0

  init(_ step: Step) {
    (directive, recipe) = (step.block.directive, step.recipe)
    values = step.block.exports.values.map(Value.init)
  }
}
