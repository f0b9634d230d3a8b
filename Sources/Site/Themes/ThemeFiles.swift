import Templates

/// The files that a theme, or a report's own `templates/`, may have.
enum ThemeFiles {
  /// Bytes a template or a style sheet may have.
  static let sizeLimit = 1_000_000
  /// A style sheet in the place of the one beneath.
  static let style = "style.css"
  /// A style sheet that is added to the one that holds.
  static let addition = "theme.css"
  /// The folder of the files that are copied into the site.
  static let assets = "assets"

  /// The built-in templates by their names.
  static let builtIn = [
    "chapter": Templates.chapter, "navigation-entry": Templates.navigationEntry, "closing": Templates.closing,
    "figure": Templates.figure,
    "figures": Templates.figures, "index": Templates.index, "opening": Templates.opening,
  ]
  /// The names of the files beside those in `assets/`.
  static let names = builtIn.keys.sorted().map { "\($0).mustache" } + [style, addition]

  /// Whether a path in the site's `assets/` is that of a file that the program writes there.
  static func isTaken(_ path: String) -> Bool {
    ["style.css", "look.js", "look.css", "search.js"].contains(path) || path.hasPrefix("katex/")
  }
}
