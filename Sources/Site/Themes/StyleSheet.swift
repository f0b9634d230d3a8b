import Chapters
import Foundation

/// What a style sheet refers to: everything that a browser would load because of it.
struct StyleSheet {
  private let file: SourceFile
  /// The folder of the site's assets that it lies in, with a slash behind it; '' for the folder of assets itself.
  private let base: String
  /// The paths of all assets.
  private let known: Set<String>
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile, in base: String = "", among known: Set<String>) {
    (self.file, self.base, self.known) = (file, base, known)
    let bytes = file.text.utf8.count
    guard bytes <= ThemeFiles.sizeLimit else {
      let mistake = ThemeMistake.tooLarge(bytes: bytes, limit: ThemeFiles.sizeLimit)
      diagnostics = [Diagnostic(mistake, path: file.path)]
      return
    }
    var isComment = false
    for (index, line) in file.lines.enumerated() {
      read(Self.withoutComments(line, &isComment), line: index + 1)
    }
  }

  /// A line with spaces in the place of comments, so that columns stay.
  private static func withoutComments(_ line: Substring, _ isComment: inout Bool) -> Substring {
    guard isComment || line.contains("/*") else { return line }
    var (plain, rest) = ("", line)
    while !rest.isEmpty {
      let mark = isComment ? "*/" : "/*"
      let end = rest.firstRange(of: mark)
      let piece = rest[..<(end?.lowerBound ?? rest.endIndex)]
      plain += isComment ? String(repeating: " ", count: piece.unicodeScalars.count) : String(piece)
      guard let end else { break }
      plain += "  "
      isComment.toggle()
      rest = rest[end.upperBound...]
    }
    return plain[...]
  }

  private mutating func read(_ line: Substring, line number: Int) {
    if let range = line.firstRange(of: "@import") {
      tell(.imports, line, range.lowerBound, number, length: 7)
    }
    for match in line.matches(of: #/(?i)(?:url\(\s*["']?|image-set\(\s*["'])([^"')]*)/#) {
      let target = String(match.1)
      guard let mistake = mistake(in: target.trimmingCharacters(in: .whitespaces)) else { continue }
      tell(mistake, line, match.1.startIndex, number, length: target.unicodeScalars.count)
    }
  }

  /// - Parameter target: an address as the style sheet has it.
  private func mistake(in target: String) -> ThemeMistake? {
    if target.isEmpty || target.hasPrefix("#") || target.hasPrefix("data:") { return nil }
    // Of '../' there is none: what lies above the assets is pages and figures.
    guard !target.hasPrefix("/"), !target.contains(#/^[A-Za-z][A-Za-z0-9+.\-]*:/#) else {
      return .fetches(target)
    }
    let path = target.prefix { !"?#".contains($0) }
    let plain = SitePath.plain(base + (path.removingPercentEncoding ?? String(path)))
    if let plain, known.contains(plain) { return nil }
    return .missing(String(path), known: known.sorted())
  }

  private mutating func tell(
    _ mistake: ThemeMistake, _ line: Substring, _ start: Substring.Index, _ number: Int, length: Int
  ) {
    let column = line[..<start].unicodeScalars.count + 1
    let place = SourcePosition(line: number, column: column)
    diagnostics.append(Diagnostic(mistake, at: SourceSpan(file, at: place, length: length)))
  }
}
