import Foundation

/// A page as it is served: with the script that keeps it up to date, which the site's own pages do not have.
enum ServedPage {
  /// - Parameter version: of the site that the page belongs to.
  static func withScript(_ page: Data, version: String) -> Data {
    let script = Data(
      "<script src=\"/.preview/preview.js\" data-version=\"\(version)\" defer></script>\n".utf8)
    // First of all scripts, so that it sees the page as it was written.
    guard let head = page.firstRange(of: Data("<head>".utf8)) else { return script + page }
    return page[..<head.upperBound] + script + page[head.upperBound...]
  }

  /// A page that stands where there is none.
  static func substitute(isReady: Bool, version: String) -> Data {
    let title = isReady ? "No such page" : "Not there yet"
    let text =
      isReady
      ? "The report has no page of this name. <a href=\"/\">To its contents</a>"
      : "The report cannot be shown until its mistakes are mended."
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      </head>
      <body data-substitute style="font-family: sans-serif; margin: 3rem">
      <main><h1>\(title)</h1><p>\(text)</p></main>
      </body>
      </html>

      """
    return withScript(Data(page.utf8), version: version)
  }
}
