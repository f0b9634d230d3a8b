extension Plot {
  /// Every point of every series: name, x, y, each number with the digits that bring back its exact value.
  public func csv() -> String {
    let rows = series.flatMap { series in
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
