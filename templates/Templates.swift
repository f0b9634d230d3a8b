/// The files of this folder, carried inside the program so that it works wherever it is installed.
public enum Templates {
  /// The page of a chapter.
  public static var chapter: String { text(PackageResources.chapter_mustache) }
  /// The contents page.
  public static var index: String { text(PackageResources.index_mustache) }
  /// What every page begins with: the head and the navigation.
  public static var opening: String { text(PackageResources.opening_mustache) }
  /// What every page ends with.
  public static var closing: String { text(PackageResources.closing_mustache) }
  /// A block's figure or table.
  public static var figure: String { text(PackageResources.figure_mustache) }
  /// The style sheet.
  public static var style: String { text(PackageResources.style_css) }
  /// The style sheet of what `look` adds to a page.
  public static var lookStyle: String { text(PackageResources.look_css) }
  /// The script for looking closely: its parts in one scope of their own.
  public static var look: String {
    let parts = [
      PackageResources.page_js, PackageResources.pictures_js, PackageResources.views_js,
      PackageResources.bars_js, PackageResources.viewer_js, PackageResources.hands_js,
      PackageResources.extras_js, PackageResources.plots_js, PackageResources.search_js,
      PackageResources.way_js, PackageResources.start_js,
    ]
    return "(() => {\n\"use strict\";\n\(parts.map(text).joined(separator: "\n"))})();\n"
  }
  /// The script that has KaTeX set formulas.
  public static var typeset: String { text(PackageResources.typeset_js) }
  /// The script that has Pygments colour listings.
  public static var highlight: String { text(PackageResources.highlight_py) }
  /// The chapter of a new report.
  public static var firstChapter: String { text(PackageResources.first_chapter_md) }
  /// The manifest of a new report.
  public static var manifest: String { text(PackageResources.report_yml) }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
