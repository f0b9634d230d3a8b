import Foundation

extension Plot {
  /// The curves of two plots over one another, from the files in which their points are (see `csv`); nil where one of them is
  /// no such file, or where they have other axes.
  ///
  /// - Parameters:
  ///   - old: the first plot's points.
  ///   - new: the second one's.
  ///   - names: what stands behind the names of the first and of the second one's series.
  public init?(comparing old: String, with new: String, names: (old: String, new: String)) {
    let tables = [CSVTable(old), CSVTable(new)]
    let headings = tables.map { $0.header.map(\.text) }
    guard headings[0] == headings[1], headings[0].count >= 3, headings[0][0] == "series",
      tables.allSatisfy(\.faults.isEmpty)
    else { return nil }
    var series: [Series] = []
    for (table, name) in zip(tables, [names.old, names.new]) {
      let rows = table.rows.map { $0.map(\.text) }
      for own in rows.map({ $0[0] }).uniqued {
        let points = rows.filter { $0[0] == own }.map { (Double($0[1]), Double($0[2])) }
        let (xs, ys) = (points.compactMap(\.0), points.map { $0.1 ?? .nan })
        guard xs.count == points.count,
          let curve = try? Series(name: "\(own), \(name)", xs: xs, ys: ys)
        else { return nil }
        series.append(curve)
      }
    }
    let values = series.flatMap(\.ys).filter(\.isFinite)
    let isWide = values.allSatisfy { $0 > 0 } && (values.max() ?? 1) > 50 * (values.min() ?? 1)
    self.init(
      xLabel: headings[0][1], yLabel: headings[0][2], yScale: isWide ? .log : .linear, series: series)
  }
}

extension [String] {
  /// Each text once, in the order of its first appearance.
  fileprivate var uniqued: [String] {
    var met: Set<String> = []
    return filter { met.insert($0).inserted }
  }
}
