import Archives
import Figures
import Foundation
import TestSupport

extension FuzzedFormat {
  /// Numbers, drawings and archives that were made elsewhere.
  static let elsewhere = [
    FuzzedFormat("csv", useColumns),
    FuzzedFormat("svg", useDrawing),
    FuzzedFormat("zip", useArchive),
  ]

  private static let useDrawing: Use = { bytes, _ in
    _ = try PassiveMarkup.pictureSize(of: PassiveMarkup.cleaned(bytes).data)
  }

  /// Bytes as an archive, of which nothing may come to lie outside its folder.
  private static let useArchive: Use = { bytes, folder in
    let file = try folder.write(bytes, to: "in/a.zip")
    defer { try? folder.remove("out") }
    var limits = ZipReader.Limits()
    (limits.files, limits.bytes) = (64, 1 << 20)
    defer {
      let names = ((try? folder.names(in: "")) ?? []) + ((try? folder.names(in: "in")) ?? [])
      precondition(Set(names).isSubset(of: ["in", "out", "a.zip"]), "something lies outside: \(names)")
    }
    for path in try ZipReader.unpack(file, into: folder.url("out"), limits) {
      var status = stat()
      precondition(
        lstat(folder.url("out/\(path)").path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG,
        "no file: \(path)")
    }
  }

  private struct Damaged: Error { let faults: [String] }

  /// Bytes as columns, which are drawn in every way against the first one.
  private static let useColumns: Use = { bytes, _ in
    let table = CSVTable(String(decoding: bytes, as: UTF8.self))
    guard table.faults.isEmpty else { throw Damaged(faults: table.faults.map { "\($0)" }) }
    let columns = table.header.map { cell in (table[cell.text] ?? []).map { Double($0.text) ?? .nan } }
    let xs = columns[0]
    var series: [Plot.Series] = []
    for (cell, ys) in zip(table.header, columns) {
      for style in [Plot.Series.Style.smoothed, .points, .bars] {
        series.append(try Plot.Series(name: cell.text, xs: xs, ys: ys, style: style))
      }
      for style in [Plot.Series.Style.band, .errors] {
        series.append(
          try series[series.count - 1].spread(from: ys.map { $0 / 2 }, to: ys.map { $0 * 2 }, as: style))
      }
    }
    for scale in [Plot.Scale.linear, .log] {
      var plot = Plot(xLabel: "x", yLabel: "y", yScale: scale, series: series)
      plot.inset = Plot.Inset(xs: 0.5...2, ys: 0.1...1)
      precondition(
        Plot.isDrawing(plot.svg(id: "p"), id: "p"), "a plot is no drawing: \(plot.svg(id: "p"))")
      _ = plot.csv()
    }
  }
}
