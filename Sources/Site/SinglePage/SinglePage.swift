import Chapters
import Files
import Foundation

/// A site as one page with everything in it: styles, script, pictures, fonts and all chapters, one after the other.
struct SinglePage {
  /// The files of the site by their paths there.
  let files: [String: SiteFile]
  /// The pages in reading order, the contents page first, by their names.
  let names: [String]
  /// What readers may search, as `SiteWriter.searchEntries` has it.
  let search: [[String]]

  /// The page.
  ///
  /// - Throws: a `SinglePageMistake` for templates that it cannot be made of, or a `FileError` for a file that cannot be
  ///   read.
  func html() throws -> String {
    let contents = try names.map { try content(of: $0) }
    let places = SinglePagePlaces(names: names, contents: contents)
    let assets = SiteAssets(files: files)
    let articles = try zip(names.indices, contents).map { index, content in
      let text = try places.rewritten(content, onPage: index, assets)
      return "<article id=\"\(places.id(ofPage: index))\">\n\(text)</article>\n"
    }
    let (index, range) = try frame()
    let head = try places.rewritten(withoutAssets(String(index[..<range.lowerBound])), onPage: 0, assets)
    let tail = try places.rewritten(String(index[range.upperBound...]), onPage: 0, assets)
    return head.replacing("</head>", with: try styles(assets) + "</head>", maxReplacements: 1)
      + articles.joined() + script(places) + tail
  }

  /// The contents page, and where its own content stands in it.
  private func frame() throws -> (page: String, content: Range<String.Index>) {
    let page = try text(of: names[0])
    guard let start = page.range(of: Self.opening), let end = page.range(of: Self.closing),
      start.upperBound <= end.lowerBound
    else { throw SinglePageMistake.noMain(page: names[0]) }
    return (page, start.upperBound..<end.lowerBound)
  }

  private func content(of name: String) throws -> String {
    let page = try text(of: name)
    guard let start = page.range(of: Self.opening),
      let end = page.range(of: Self.closing, range: start.upperBound..<page.endIndex)
    else { throw SinglePageMistake.noMain(page: name) }
    return String(page[start.upperBound..<end.lowerBound]).replacing(
      #/<nav class="turn".*?<\/nav>\n?/#.dotMatchesNewlines(), with: "")
  }

  private func text(of name: String) throws -> String {
    guard case .text(let text)? = files[name + ".html"] else { throw SinglePageMistake.noMain(page: name) }
    return text
  }

  private static let opening = "<main id=\"_content\">"
  private static let closing = "</main>"

  /// A page's beginning without the files beside it that the single page has in other places. What a theme loads as well
  /// is rewritten as all other addresses are.
  private func withoutAssets(_ head: String) -> String {
    head.replacing(
      #/<link rel="stylesheet"[^>]*assets\/(style|katex\/[^"]*)\.css[^>]*>\n?/#, with: ""
    ).replacing(#/<script src="[^"]*assets\/look\.js"[^>]*><\/script>\n?/#, with: "")
  }

  private func styles(_ assets: SiteAssets) throws -> String {
    let own = try ["assets/style.css", "assets/look.css"].compactMap { path -> String? in
      if case .text(let text)? = files[path] { try assets.withFiles(text) } else { nil }
    }
    let katex = try assets.styleOfFormulas() ?? ""
    return
      "<style>\n\(katex)\(own.first ?? "")</style>\n<style id=\"look-style\">\n\(own.last ?? "")</style>\n"
  }

  private func script(_ places: SinglePagePlaces) -> String {
    guard case .text(let look)? = files["assets/look.js"] else { return "" }
    let entries = search.map { entry in
      let page = names.firstIndex { PagePath("").address(of: $0 + ".html") == entry[0] } ?? 0
      return ["", entry[1], places.id(entry[2], onPage: page)] + entry[3...]
    }
    let index = SiteWriter.searchScript(entries)
    return "<script>\n\((index + look).replacing("</", with: "<\\/"))</script>\n"
  }
}

/// Why a site does not become one page.
enum SinglePageMistake: Error, Equatable {
  /// A page has no `<main id="_content">` with an end.
  case noMain(page: String)
}

extension SinglePageMistake: Complaint {
  var message: String {
    switch self {
    case .noMain(let page):
      "the page '\(page).html' has no <main id=\"_content\"> ... </main>, which one page is made of"
    }
  }

  var help: String? {
    "let the template 'opening.mustache' or 'closing.mustache' have it, as the built-in ones do"
  }
}
