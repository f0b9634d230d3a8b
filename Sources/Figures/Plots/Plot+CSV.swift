extension Plot {
  /// Every point of every series: name, x, y, each number with the digits that bring back its exact value. A series
  /// that is drawn twice, as a line and as dots, is listed once.
  public func csv() -> String {
    let distinct = series.indices.filter { index in
      !series[..<index].contains { $0.hasPoints(of: series[index]) }
    }.map { series[$0] }
    let spreads = distinct.map { one in series.first { $0.lows != nil && $0.hasPoints(of: one) } }
    let hasSpreads = spreads.contains { $0 != nil }
    let rows = zip(distinct, spreads).flatMap { series, spread in
      series.xs.indices.map { index in
        let ends = [spread?.lows?[index], spread?.highs?[index]].map { $0.map(Self.exact) ?? "" }
        return [series.name, place(series.xs[index]), Self.exact(series.ys[index])] + (hasSpreads ? ends : [])
      }
    }
    return CSV.text([["series", xLabel, yLabel] + (hasSpreads ? ["low", "high"] : [])] + rows)
  }

  /// An x as the file has it: its category, or the number.
  private func place(_ x: Double) -> String {
    guard let categories, let index = Int(exactly: x), categories.indices.contains(index) else {
      return Self.exact(x)
    }
    return categories[index]
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
