extension Plot {
  /// Every point of every series: name, x, y, each number with the digits that bring back its exact value. A series
  /// that is drawn twice, as a line and as dots, is listed once.
  public func csv() -> String {
    let distinct = series.indices.filter { index in
      !series[..<index].contains { $0.hasPoints(of: series[index]) }
    }.map { series[$0] }
    let rows = distinct.flatMap { series in
      zip(series.xs, series.ys).map { [series.name, Self.exact($0), Self.exact($1)] }
    }
    return CSV.text([["series", xLabel, yLabel]] + rows)
  }

  /// The shortest decimal that reads back as the same number, whole numbers without a fraction.
  private static func exact(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
    return String(value)
  }
}

extension Plot.Series {
  /// Whether another series has the same name and the same points.
  fileprivate func hasPoints(of other: Plot.Series) -> Bool {
    (name, xs, ys) == (other.name, other.xs, other.ys)
  }
}
