/// What browsers are told of a file, by the ending of its name: they are not to guess.
enum ContentType {
  private static let known = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    "woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8",
    "txt": "text/plain; charset=utf-8", "md": "text/plain; charset=utf-8",
    "bib": "text/plain; charset=utf-8", "cff": "text/plain; charset=utf-8",
    "mp4": "video/mp4", "webm": "video/webm", "zip": "application/zip",
  ]

  /// A file of unknown kind is only bytes.
  static func of(_ path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return known[ending] ?? "application/octet-stream"
  }

  /// Whether a file is a page.
  static func isPage(_ path: String) -> Bool { path.hasSuffix(".html") }
}
