import Figures
import Files
import Foundation
import Pipeline

/// A page about a block that came out otherwise when it was run again: both pictures side by side, a map of where they
/// differ, and the numbers.
public struct DifferencePage {
  private let block: VerifiedBlock
  private let stored: URL?
  private let again: URL
  private let folder: URL

  /// - Parameters:
  ///   - stored: the folder of the stored result, if there is one.
  ///   - again: that of the result that was made again.
  ///   - folder: where the pages about differences lie.
  public init(_ block: VerifiedBlock, stored: URL?, again: URL, in folder: URL) {
    (self.block, self.stored, self.again, self.folder) = (block, stored, again, folder)
  }

  /// Removes the page about a block.
  ///
  /// - Throws: `FileError<FileFault>`.
  public static func remove(of block: String, in folder: URL) throws {
    for name in [block, "\(block).html"] { try Disk.removeAll(folder.appending(path: name).path) }
  }

  /// Writes the page and the pictures that it shows.
  ///
  /// - Returns: the page.
  /// - Throws: `FileError<FileFault>`.
  public func write() throws -> URL {
    let pictures = try block.differences.filter { $0.subject.hasPrefix("picture:") }.map(panel)
    let rows = block.differences.map { difference in
      "<tr><td>\(HTML.escaped(difference.subject))</td><td>\(HTML.escaped(difference.text))</td></tr>\n"
    }
    let title = HTML.escaped("\(block.block): \(block.verdict.rawValue)")
    let reason = block.reason.map { "<p>\(HTML.escaped($0))</p>\n" } ?? ""
    let page = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
      <style>body { font: 16px/1.5 sans-serif; margin: 2rem } td { padding: 0 1rem 0 0; vertical-align: top }
      figure { display: inline-block; margin: 0 1rem 1rem 0 } img { min-width: 160px; image-rendering: pixelated }
      </style></head><body>
      <h1>\(title)</h1>
      \(reason)<table>
      \(rows.joined())</table>
      \(try drawings())\(pictures.joined())</body></html>

      """
    let place = folder.appending(path: "\(block.block).html")
    try AtomicFile.write(Data(page.utf8), to: place)
    return place
  }

  /// A picture's two versions and the map of their difference.
  private func panel(_ difference: Difference) throws -> String {
    let name = difference.name
    let files = [stored, again].map { $0.flatMap { try? RegularFile.content(of: $0.appending(path: name)) } }
    var shown: [(title: String, name: String, data: Data)] = []
    if let data = files[0] { shown.append(("stored", "stored", data)) }
    if let data = files[1] { shown.append(("made again", "again", data)) }
    let decoded = files.map { $0.flatMap { try? Picture(png: $0) } }
    if let one = decoded[0], let other = decoded[1], let map = one.difference(from: other)?.heatMap {
      shown.append(("difference, white where it is largest", "difference", try map.pngData()))
    }
    let figures = try shown.map { title, prefix, data in
      try figure(title, data, named: "\(prefix)-\(name.replacing("/", with: "-"))")
    }
    return "<h2>\(HTML.escaped(name))</h2>\n\(figures.joined())"
  }

  /// Both drawings of a plot.
  private func drawings() throws -> String {
    guard block.differences.contains(where: { $0.subject.hasPrefix("series:") || $0.name.hasSuffix(".svg") })
    else { return "" }
    let sides: [(String, URL?)] = [("stored", stored), ("made again", again)]
    return try sides.map { title, folder in
      guard let place = folder?.appending(path: "plot.svg"), let data = try? RegularFile.content(of: place)
      else { return "" }
      return try figure(title, data, named: "\(title.replacing(" ", with: "-"))-plot.svg")
    }.joined()
  }

  private func figure(_ title: String, _ data: Data, named name: String) throws -> String {
    let place = folder.appending(path: block.block).appending(path: name)
    try AtomicFile.write(data, to: place)
    let address = HTML.address("\(block.block)/\(name)")
    return "<figure><img src=\"\(address)\" alt=\"\(title)\"><figcaption>\(title)</figcaption></figure>\n"
  }
}
