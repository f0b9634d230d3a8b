import Figures
import Files
import Foundation

/// A file of the report's folder that a chapter links to, and that the site has a copy of.
struct LinkedFile {
  /// The link's target, as the author wrote it.
  let target: String
  /// The file.
  let url: URL

  private static let pages: Set = ["html", "htm", "shtml", "xhtml", "xht", "mht", "mhtml", "hta"]
  private static let markup: Set = ["svg", "xml", "xsl", "xslt", "rdf", "rss", "atom", "mathml"]
  /// What servers and browsers know by its name, and show without running it.
  private static let plain: Set = [
    "avif", "bib", "bz2", "css", "csv", "flac", "gif", "gz", "ipynb", "jpeg", "jpg", "js", "json", "m4a",
    "m4v", "md",
    "mov", "mp3", "mp4", "npy", "npz", "ogg", "pdf", "png", "pt", "py", "safetensors", "swift", "tar", "tex",
    "tgz",
    "tsv", "txt", "wav", "webm", "webp", "xz", "yaml", "yml", "zip",
  ]
  /// As much as is looked through: 64 MB.
  private static let longestMarkup = 1 << 26

  /// What makes the file one that the site should not have; nil if nothing does.
  var mistake: LinkMistake? {
    if LargeFilePointer.isAt(url) { return .unreadable(target, .pointer) }
    let ending = url.pathExtension.lowercased()
    if Self.pages.contains(ending) { return .page(target) }
    if ending == "svgz" { return .active(target, reason: "it is packed, so that nobody can look at it") }
    if Self.markup.contains(ending) { return activeMarkup }
    return !Self.plain.contains(ending) && beginsLikePage ? .page(target) : nil
  }

  private var activeMarkup: LinkMistake? {
    do {
      let content = try RegularFile.content(of: url, limit: Self.longestMarkup)
      return PassiveMarkup.fault(in: content).map { .active(target, reason: $0) }
    } catch {
      return .unreadable(target, error.reason.cause)
    }
  }

  /// Where a name says nothing, browsers look at the beginning (WHATWG, MIME Sniffing).
  private var beginsLikePage: Bool {
    let start = (try? RegularFile.start(of: url, count: 1024)) ?? Data()
    let text = String(decoding: start, as: UTF8.self).drop {
      $0.isWhitespace || $0 == "\u{feff}" || $0 == "\0"
    }
    return text.contains(/^<(!|\?|[A-Za-z])/)
  }
}
