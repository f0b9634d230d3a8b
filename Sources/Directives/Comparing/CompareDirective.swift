import Chapters
import Figures
import Pipeline
import SharedDirectives

/// `{compare}`: the figures of several blocks side by side, or their curves in one plot.
struct CompareDirective: Directive {
  var blocks: [BlockReference] = []
  var labels: [String]?
  var columns: Int?
  var scale: LossPlot.Scale?

  static let name = "compare"
  static let summary = "the pictures of several blocks side by side, or their curves in one plot"
  static let version = 2
  static let isRandom = false
  static let example = """
    ```{compare} schedules
    blocks: [scheduled-samples, constant-samples]
    labels: [falling rate, constant rate]
    caption: Samples after ten epochs, from the same noise.
    alt: Two grids of digits. The left one has cleaner strokes.
    ```

    All blocks must show pictures, or plots of the same quantity. Grids of pictures keep their layout and their rows'
    labels; curves keep their colours apart and their names get the blocks' labels.
    """

  static var schema: Schema<Self> {
    Schema([
      .required("blocks", \.blocks, "the blocks, two at least", .atLeastTwo),
      .option("labels", \.labels, "what they are called; the blocks' ids if left out", .plainLists),
      .option(
        "columns", \.columns, "how many grids of pictures stand side by side; all if left out", .positive),
      .option("scale", \.scale, "the vertical axis of plots; as in the first one if left out"),
    ])
  }

  var contradictions: [OptionMistake] {
    guard let labels, labels.count != blocks.count else { return [] }
    let expected = "as many labels as 'blocks' has blocks (\(blocks.count))"
    return [.outOfRange("labels", expected: expected, found: String(labels.count))]
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: blocks.map { BlockInput(option: "blocks", id: $0.id, isCompared: true) })
  }

  var figureKind: FigureKind { .asCompared }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let names = labels ?? blocks.map(\.id)
    let members = zip(names, blocks).map { (name: $0, id: $1.id) }
    if case .plot = context.figure(of: blocks[0].id) {
      return BlockOutput(.plot(try overlaid(members, in: context)))
    }
    return BlockOutput(.panels(try sideBySide(members, in: context)))
  }

  /// The pictures of the blocks, `columns` blocks beside each other.
  private func sideBySide(_ members: [(name: String, id: String)], in context: RunContext) throws -> PanelGrid
  {
    let columns = columns ?? members.count
    let grids = try members.map { try ComparedGrid(of: $0.id, named: $0.name, in: context) }
    return PanelGrid(
      rows: stride(from: 0, to: grids.count, by: columns).flatMap {
        Array(grids[$0..<min($0 + columns, grids.count)]).rows
      })
  }

  /// The curves of all blocks over the axes of the first one.
  private func overlaid(_ members: [(name: String, id: String)], in context: RunContext) throws -> Plot {
    let plots = try members.map {
      (name: $0.name, plot: try Plot.shown(by: $0.id, named: $0.name, in: context))
    }
    var plot = plots[0].plot
    if let other = plots.firstIndex(where: { $0.plot.categories != plot.categories }) {
      throw OptionMistake(
        "blocks", SharedComplaint.unlikeCategories(first: blocks[0].id, other: blocks[other].id))
    }
    plot.series = plots.flatMap { name, plot in
      let isSingle = Set(plot.series.map(\.name)).count == 1
      return plot.series.map { series in
        var renamed = series
        renamed.name = isSingle || series.name == name ? name : "\(name): \(series.name)"
        return renamed
      }
    }
    plot.reference = plots.compactMap(\.plot.reference).first
    if let scale { plot.yScale = scale == .log ? .log : .linear }
    return try plot.keeping(in: context)
  }
}

extension Bound where T == [BlockReference] {
  /// One block has nothing to be compared with.
  static var atLeastTwo: Bound { Bound("a list of two blocks at least") { $0.count >= 2 } }
}
