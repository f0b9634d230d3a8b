import Figures
import Files
import Foundation

/// A page that sets two versions of something side by side: pictures with a slider and a map of their difference, curves over
/// one another, tables. It stands alone, with the pictures in a folder beside it; all texts are shown as they are.
struct ComparisonPage {
  /// What the versions are called.
  let titles: (old: String, new: String)
  private let title: String
  private let place: URL
  /// The folder of the pictures, beside the page.
  private let pictures: URL
  private var body = ""

  /// A page with a title alone, at a place that ends with '.html'.
  init(_ title: String, titles: (old: String, new: String), at place: URL) {
    (self.title, self.titles, self.place) = (title, titles, place)
    pictures = place.deletingPathExtension()
  }

  /// Adds a heading.
  mutating func add(heading: String, level: Int = 2) {
    body += "<h\(level)>\(HTML.escaped(heading))</h\(level)>\n"
  }

  /// Adds a paragraph.
  mutating func add(_ text: String) { body += "<p>\(HTML.escaped(text))</p>\n" }

  /// Adds a table, unless it has no rows.
  mutating func add(rows: [[String]]) {
    guard !rows.isEmpty else { return }
    let lines = rows.map { "<tr>\($0.map { "<td>\(HTML.escaped($0))</td>" }.joined())</tr>\n" }
    body += "<div class=\"table\"><table>\n\(lines.joined())</table></div>\n"
  }

  /// Adds lines of a text that are gone and others that are new.
  mutating func add(removed: [String], inserted: [String]) {
    let lines =
      removed.map { "<del>- \(HTML.escaped($0))</del>" } + inserted.map { "<ins>+ \(HTML.escaped($0))</ins>" }
    guard !lines.isEmpty else { return }
    body += "<pre>\(lines.joined(separator: "\n"))</pre>\n"
  }

  /// Adds two versions of a picture, one of which may be missing.
  ///
  /// - Parameter name: what it is called, which no other picture of the page is.
  /// - Throws: `FileError<FileFault>`, `FigureError`.
  mutating func add(picture name: String, old: Data?, new: Data?) throws {
    let file = name.replacing("/", with: "-")
    var figures: [(title: String, source: String)] = []
    if let old { figures.append((titles.old, try keep(old, as: file.prefixed(titles.old)))) }
    if let new { figures.append((titles.new, try keep(new, as: file.prefixed(titles.new)))) }
    let decoded = [old, new].map { $0.flatMap { try? Picture(png: $0) } }
    if let one = decoded[0], let other = decoded[1], let difference = one.difference(from: other) {
      body += slider(figures.map(\.source), width: one.width)
      let source = try keep(difference.heatMap.pngData(), as: file.prefixed("difference"))
      figures.append(("difference, white where it is largest", source))
    }
    body += figures.map { title, source in
      "<figure><img src=\"\(source)\" alt=\"\(HTML.escaped("\(name), \(title)"))\"><figcaption>"
        + "\(HTML.escaped(title))</figcaption></figure>\n"
    }.joined()
  }

  /// Adds two versions of a plot's points as curves over one another, or nothing where they cannot be.
  mutating func add(curves name: String, old: Data?, new: Data?) {
    guard let old, let new,
      let plot = Plot(
        comparing: String(decoding: old, as: UTF8.self), with: String(decoding: new, as: UTF8.self),
        names: titles)
    else { return }
    body +=
      "<figure class=\"plot\">\(plot.svg(id: "p\(FileHash.sha256(of: Data(name.utf8)).prefix(8))"))</figure>\n"
  }

  /// Writes the page.
  ///
  /// - Throws: `FileError<FileFault>`.
  func write() throws {
    let page = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(HTML.escaped(title))</title>
      <style>\(Self.style)</style></head><body>
      <h1>\(HTML.escaped(title))</h1>
      \(body)</body></html>

      """
    try AtomicFile.write(Data(page.utf8), to: place)
  }

  /// One version over the other, up to a line that the reader moves.
  private func slider(_ sources: [String], width: Int) -> String {
    """
    <div class="slider" style="width: \(max(width, 192))px"><span><img src="\(sources[0])" alt=""><img src="\(sources[1])" \
    alt="" style="clip-path: inset(0 0 0 50%)"></span><input type="range" value="50" aria-label="\
    \(HTML.escaped("\(titles.old) to the left, \(titles.new) to the right"))" \
    oninput="this.previousElementSibling.lastElementChild.style.clipPath = `inset(0 0 0 ${this.value}%)`"></div>

    """
  }

  private func keep(_ data: Data, as name: String) throws -> String {
    try AtomicFile.write(data, to: pictures.appending(path: name))
    return HTML.address("\(pictures.lastPathComponent)/\(name)")
  }

  private static let style = """
    :root { color-scheme: light dark } body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
    td { padding: 0 1rem 0 0; vertical-align: top; overflow-wrap: anywhere } .table, pre { overflow-x: auto }
    figure { display: inline-block; margin: 0 1rem 1rem 0; vertical-align: top } .plot { display: block; max-width: 40rem }
    img { min-width: 192px; image-rendering: pixelated } ins { color: light-dark(#0a5c2b, #7ee2a8); text-decoration: none }
    del { color: light-dark(#9b1c1c, #ffa8a8); text-decoration: none } .slider { display: inline-block; margin: 0 1rem 1rem 0 }
    .slider span { display: grid } .slider img { grid-area: 1 / 1; width: 100% } .slider input { width: 100%; margin: 0 }
    """
}

extension String {
  /// A file's name with what the file is before it.
  fileprivate func prefixed(_ title: String) -> String { "\(title.replacing(" ", with: "-"))-\(self)" }
}
