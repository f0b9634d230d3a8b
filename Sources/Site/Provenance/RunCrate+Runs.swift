import Foundation
import Pipeline

extension RunCrate {
  private var directives: [String] { figures.map(\.block.directive).distinct }

  var software: [Entity] {
    let versions = Set(figures.compactMap(\.published?.published.program))
    let engine: Entity = [
      "@id": "#report", "@type": "SoftwareApplication", "name": "report",
      "softwareVersion": versions.sorted().joined(separator: ", "),
    ]
    let language: Entity = [
      "@id": "#language", "@type": "ComputerLanguage", "name": "report's blocks in Markdown",
    ]
    return [engine, language]
      + directives.map { ["@id": "#directive-\($0)", "@type": "SoftwareApplication", "name": "{\($0)}"] }
  }

  var workflow: [Entity] {
    let main: Entity = [
      "@id": Self.workflow,
      "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
      "name": "The report's blocks", "programmingLanguage": Self.reference("#language"),
      "hasPart": Self.references(directives.map { "#directive-\($0)" }),
      "step": Self.references(figures.map { "#step-\($0.block.id)" }),
    ]
    let steps = figures.enumerated().map { index, figure -> Entity in
      [
        "@id": "#step-\(figure.block.id)", "@type": "HowToStep", "position": String(index + 1),
        "name": figure.block.id, "workExample": Self.reference("#directive-\(figure.block.directive)"),
      ]
    }
    return [main] + steps
  }

  var runs: [Entity] {
    let whole: Entity = [
      "@id": "#run", "@type": "CreateAction", "name": "The report, profile \(prose.report.profile)",
      "instrument": Self.reference(Self.workflow), "result": Self.references(files),
    ]
    let organization: Entity = [
      "@id": "#organization", "@type": "OrganizeAction", "name": "report build",
      "instrument": Self.reference("#report"), "result": Self.reference("#run"),
      "object": Self.references(figures.map { "#control-\($0.block.id)" }),
    ]
    return [whole, organization] + figures.flatMap { [control($0), run(of: $0)] }
  }

  private func control(_ figure: FigureView) -> Entity {
    let id = figure.block.id
    return [
      "@id": "#control-\(id)", "@type": "ControlAction", "name": "orchestrate \(id)",
      "instrument": Self.reference("#step-\(id)"), "object": Self.reference("#run-\(id)"),
    ]
  }

  private func run(of figure: FigureView) -> Entity {
    let inputs = figure.block.inputs.blocks.map(\.id).distinct
    let read = figures.filter { inputs.contains($0.block.id) }.flatMap { $0.files.keys.sorted() }
    var run: Entity = [
      "@id": "#run-\(figure.block.id)", "@type": "CreateAction", "name": figure.number.label,
      "identifier": figure.result.recipe.key,
      "instrument": Self.reference("#directive-\(figure.block.directive)"),
      "object": Self.references(read + sums(of: figure).map { Self.dataID($0.name) }),
      "result": Self.references(figure.files.keys.sorted()),
    ]
    run["endTime"] = figure.published?.published.date
    return run
  }

  /// The files that the figures show.
  var files: [String] { figures.flatMap { $0.files.keys.sorted() } }

  /// The sums of the data and model files that a block read.
  private func sums(of figure: FigureView) -> [(name: String, sum: String)] {
    figure.result.recipe.parts.compactMap { part in
      ["file ", "files "].first(where: part.name.hasPrefix).map {
        (String(part.name.dropFirst($0.count)), part.value)
      }
    }
  }

  private static func dataID(_ name: String) -> String {
    "#data-" + (name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name)
  }

  var data: [Entity] {
    let all = figures.flatMap(sums)
    let named = Dictionary(all.map { ($0.name, $0.sum) }) { first, _ in first }
    let origins = Dictionary(
      figures.flatMap(\.block.inputs.files).compactMap { file in file.origin.map { (file.name, $0) } }
    ) { first, _ in first }
    let inputs = named.sorted { $0.key < $1.key }.map { name, sum -> Entity in
      var entity: Entity = ["@id": Self.dataID(name), "@type": "CreativeWork", "name": name, "sha256": sum]
      if let origin = origins[name] { entity["url"] = origin.absoluteString }
      return entity
    }
    return inputs + files.map { ["@id": $0, "@type": "File", "encodingFormat": Self.format(of: $0)] }
  }

  private static func format(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "png": "image/png"
    case "jpg": "image/jpeg"
    case "svg": "image/svg+xml"
    default: "text/csv"
    }
  }
}
