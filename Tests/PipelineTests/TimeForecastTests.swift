import Pipeline
import Testing

@Suite struct TimeForecastTests {
  private static func started(_ id: String) -> BuildEvent { .started(id: id, index: 1, count: 3, reason: "") }

  private static func progress(_ step: Int, of total: Int, after seconds: Double, left: Double? = nil)
    -> BuildEvent
  {
    .progress(id: "a", WorkProgress(step: step, of: total, secondsLeft: left), seconds: seconds)
  }

  /// How long the blocks took last time, how far the first one is, and what is left of it and of the build.
  static let rows:
    [(
      known: [Double?], step: Int, seconds: Double, rate: Double?, block: Double?, build: Double?,
      isLeast: Bool
    )] = [
      ([10, 20, 30], 50, 4, nil, 4, 54, false),
      ([10, 20, 30], 25, 4, nil, 12, 62, false),
      ([10, 20, 30], 0, 4, nil, 6, 56, false),
      ([10, 20, 30], 1, 40, nil, 0, 50, false),
      ([10, 20, nil], 50, 4, nil, 4, 24, true),
      ([nil, 20, 30], 50, 4, nil, 4, 54, false),
      ([nil, 20, 30], 0, 4, nil, nil, nil, false),
      ([nil, nil, nil], 50, 4, nil, 4, 4, true),
      ([10, 20, 30], 50, 4, 7, 7, 57, false),
      ([10], 50, 4, nil, 4, nil, false),
      ([nil], 100, 4, nil, 0, nil, false),
    ]

  @Test("the time left is that of the running block and of those that wait", arguments: rows.indices)
  func left(_ index: Int) throws {
    let row = Self.rows[index]
    var forecast = TimeForecast()
    #expect(
      forecast.take(.planned(Array(zip(["a", "b", "c"], row.known)).map { (id: $0, seconds: $1) })) == nil)
    #expect(forecast.take(Self.started("a")) == nil)
    let left = forecast.take(Self.progress(row.step, of: 100, after: row.seconds, left: row.rate))
    guard let block = row.block else {
      #expect(left == nil)
      return
    }
    let found = try #require(left)
    #expect(found.block == block && found.build == row.build)
    #expect(found.isLeast == row.isLeast)
  }

  @Test("blocks that are done or skipped no longer wait") func done() {
    var forecast = TimeForecast()
    _ = forecast.take(.planned([("a", 1), ("b", 10), ("c", 100)]))
    _ = forecast.take(Self.started("b"))
    _ = forecast.take(.skipped(id: "c", because: "b"))
    _ = forecast.take(Self.started("a"))
    #expect(forecast.take(Self.progress(50, of: 100, after: 2))?.build == nil)
  }
}
