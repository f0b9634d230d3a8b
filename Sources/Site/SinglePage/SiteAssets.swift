import Files
import Foundation

/// Files of a site as addresses that carry them.
struct SiteAssets {
  let files: [String: SiteFile]

  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml", "csv": "text/csv",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "js": "text/javascript",
    "css": "text/css", "woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf",
    "txt": "text/plain", "json": "application/json", "pdf": "application/pdf",
  ]

  /// A `data:` address of the file at a path of the site; nil where there is none.
  ///
  /// - Throws: a `FileError` for a file that cannot be read.
  func address(of path: String) throws -> String? {
    guard let data = try files[path]?.content() else { return nil }
    let type = Self.types[path.split(separator: ".").last?.lowercased() ?? ""] ?? "application/octet-stream"
    return "data:\(type);base64,\(data.base64EncodedString())"
  }

  /// A style sheet of the site's assets with the files in it that it refers to.
  ///
  /// - Throws: as `address(of:)`.
  func withFiles(_ style: String) throws -> String {
    try style.replacing(#/url\(\s*["']?([^"')#?]+)[^)]*\)/#) { match in
      let path = SitePath.plain("assets/" + (match.1.removingPercentEncoding ?? String(match.1)))
      return try path.flatMap { try address(of: $0) }.map { "url(\"\($0)\")" } ?? String(match.0)
    }
  }

  /// KaTeX's style sheet with its fonts; nil where there are no formulas.
  ///
  /// - Throws: as `address(of:)`.
  func styleOfFormulas() throws -> String? {
    let folder = "assets/katex/"
    guard let style = try files[folder + "katex.min.css"]?.content() else { return nil }
    let text = String(decoding: style, as: UTF8.self)
    return try text.replacing(#/src:url\((fonts\/[^)]*\.woff2)\)[^;}]*/#) { match in
      "src:url(\(try address(of: folder + match.1) ?? "")) format(\"woff2\")"
    } + "\n"
  }
}
