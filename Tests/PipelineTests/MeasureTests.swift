import Chapters
import Figures
import Pipeline
import Testing

@Suite("measured values") struct MeasureTests {
  /// A directive that finds two rows, and may not find what it promises.
  private struct Survey: Directive {
    struct Row: Sendable { let count: Int?, share: Double }

    var isDetailed = false
    var marks = ["1", "2"]

    static let name = "survey"
    static let summary = "counts things"
    static let version = 1
    static let shows = Showing.table
    static let isRandom = false
    static let example = ""
    static var schema: Schema<Self> {
      Schema([.option("detailed", \.isDetailed, "whether shares are taken")])
    }
    static let measures: [Measure<Survey, [Row]>] = [
      .value("rows", "how many there are") { .count($0.count) },
      .each(
        "ROW", \.marks, of: { $0 },
        [
          .value("count", "how many things") { $0.count.map { .count($0) } },
          .value("share", "of all", .when("with 'detailed'") { $0.isDetailed }) { .share($0.share) },
        ]),
    ]

    func run(in context: RunContext) throws -> BlockOutput<[Row]> {
      BlockOutput(.table(Table(columns: [], rows: [])), findings: [])
    }
  }

  private static let rows = [Survey.Row(count: 1200, share: 0.25), Survey.Row(count: 7, share: 0.75)]

  @Test("a block has the values of its options, row by row") func names() throws {
    #expect(Survey().measuredNames == ["rows", "count-1", "count-2"])
    let detailed = Survey(isDetailed: true)
    #expect(detailed.measuredNames == ["rows", "count-1", "share-1", "count-2", "share-2"])
    let values = try detailed.values(of: Self.rows)
    #expect(values.map(\.name) == detailed.measuredNames)
    #expect(values.map(\.text) == ["2", "1,200", "25.0%", "7", "75.0%"])
    #expect(values.map(\.number) == [2, 1200, 0.25, 7, 0.75])
  }

  @Test("a value that was promised and is not found is an error that names it") func missing() {
    let rows = [Self.rows[0], Survey.Row(count: nil, share: 0)]
    let error = #expect(throws: MeasureMismatch.self) { try Survey().values(of: rows) }
    #expect(error?.message.contains("missing: count-2;") == true)
    #expect(throws: MeasureMismatch.self) { try Survey().values(of: []) }
  }

  @Test("the reference lists every value with what it is and when a block has it") func reference() {
    let lines = AnyDirective(Survey.self).measures
    #expect(lines.map(\.name) == ["rows", "count-ROW", "share-ROW"])
    #expect(
      lines.map(\.meaning) == ["how many there are", "how many things", "of all; only with 'detailed'"])
  }
}
