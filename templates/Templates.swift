/// The files of this folder, carried inside the program so that it works wherever it is installed.
public enum Templates {
  /// The page of a chapter.
  public static var chapter: String { text(PackageResources.chapter_mustache) }
  /// The contents page.
  public static var index: String { text(PackageResources.index_mustache) }
  /// What every page begins with: the head and the navigation.
  public static var opening: String { text(PackageResources.opening_mustache) }
  /// A chapter in the list that every page has.
  public static var navigationEntry: String { text(PackageResources.navigation_entry_mustache) }
  /// What every page ends with.
  public static var closing: String { text(PackageResources.closing_mustache) }
  /// A block's figure or table.
  public static var figure: String { text(PackageResources.figure_mustache) }
  /// All figures of a report.
  public static var figures: String { text(PackageResources.figures_mustache) }
  /// The style sheet.
  public static var style: String { text(PackageResources.style_css) }
  /// What the style sheet of a new theme begins with.
  public static var theme: String { text(PackageResources.theme_css) }
  /// The style of plots within pages, whatever the style sheet is.
  public static var plotStyle: String { text(PackageResources.plot_css) }
  /// The style sheet of what `look` adds to a page.
  public static var lookStyle: String { text(PackageResources.look_css) }
  /// The script for looking closely: its parts in one scope of their own.
  public static var look: String {
    let parts = [
      PackageResources.page_js, PackageResources.pictures_js, PackageResources.views_js,
      PackageResources.bars_js, PackageResources.viewer_js, PackageResources.hands_js,
      PackageResources.extras_js, PackageResources.masks_js, PackageResources.smalls_js,
      PackageResources.seeds_js,
      PackageResources.drawing_js, PackageResources.plots_js, PackageResources.zooming_js,
      PackageResources.scaling_js, PackageResources.series_js, PackageResources.search_js,
      PackageResources.way_js,
      PackageResources.recipes_js, PackageResources.colours_js, PackageResources.start_js,
    ]
    return "(() => {\n\"use strict\";\n\(parts.map(text).map(withoutComments).joined())})();\n"
  }
  /// The script that keeps a served page up to date; no site has it.
  public static var preview: String { text(PackageResources.preview_js) }
  /// The script that has KaTeX set formulas.
  public static var typeset: String { text(PackageResources.typeset_js) }
  /// The script that has Pygments colour listings.
  public static var highlight: String { text(PackageResources.highlight_py) }
  /// The chapter of a new report.
  public static var firstChapter: String { text(PackageResources.first_chapter_md) }
  /// The manifest of a new report.
  public static var manifest: String { text(PackageResources.report_yml) }

  /// A script without the lines that only comment and the blanks before lines: a fifth less for readers to load.
  private static func withoutComments(_ script: String) -> String {
    script.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.hasPrefix("//") && !$0.hasPrefix("/**") }.map { $0 + "\n" }.joined()
  }

  /// A style sheet as the site has it: without comments and without the blanks that only people read. In texts between
  /// quotation marks these sheets have none of the marks at which blanks go.
  public static func compact(_ style: String) -> String {
    let bare = style.replacing(#/\/\*.*?\*\//#.dotMatchesNewlines(), with: "").replacing(#/\s+/#, with: " ")
    let dense = bare.replacing(#/ ?([{};,]) ?/#) { String($0.1) }.replacing(": ", with: ":")
      .replacing(";}", with: "}")
    return String(dense.trimmingPrefix(" ")) + "\n"
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
