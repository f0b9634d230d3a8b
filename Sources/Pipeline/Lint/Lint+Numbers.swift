import Chapters
import Foundation

extension Lint {
  /// Numbers in prose and captions that a block of the chapter, or one that it speaks of, has measured.
  var typedNumbers: [Diagnostic] {
    let values = measured
    guard !values.isEmpty else { return [] }
    return report.chapters.flatMap { chapter -> [Diagnostic] in
      let blocks = report.blocks.filter { $0.source.fence.file.path == chapter.file.path }
      let marks = chapter.text.marks + blocks.flatMap(\.caption.marked.marks)
      let ids = (blocks.map(\.id) + marks.compactMap(\.mark.block)).distinct
      let candidates = ids.flatMap { id in (values[id] ?? []).map { (block: id, value: $0) } }
      let prose = TypedNumber.all(inProseOf: chapter).map { ($0.0, $0.1) }
      let captions = blocks.flatMap { block in
        TypedNumber.all(in: block.caption.text).map { ($0.number, block.span(of: "caption")) }
      }
      return (prose + captions).compactMap { number, span in
        guard let (block, value) = candidates.first(where: { number.isRounded($0.value) }) else { return nil }
        let complaint = LintComplaint.typedNumber(
          number.text, block: block, name: value.name, text: value.text)
        return .warning(complaint, at: span)
      }
    }
  }

  /// What the store has of blocks' values, as they are now or were when they ran last.
  private var measured: [String: [NamedValue]] {
    Dictionary(
      uniqueKeysWithValues: plan.steps.compactMap { step in
        let key =
          store.find(step.key).result == nil
          ? store.lastRecipe(of: step.id, profile: report.profile)?.key : step.key
        guard let key, let result = store.find(key).result else { return nil }
        return (step.id, result.values)
      })
  }
}

extension InlineMark {
  /// The block that a reference or a value names.
  fileprivate var block: String? {
    switch self {
    case .reference(let id, _): id
    case .value(let block, _): block
    default: nil
    }
  }
}

/// A number as an author typed it, with digits enough to be no coincidence.
struct TypedNumber {
  let text: String
  private let digits: String
  private let decimals: Int
  private let isShare: Bool

  /// Three significant digits where some stand behind the point, else four, so that 100 and 0.5 are nobody's measurement.
  private init?(_ text: Substring) {
    self.text = String(text)
    isShare = text.hasSuffix("%")
    digits = String(text.filter { $0 != "," && $0 != "%" })
    let parts = digits.split(separator: ".")
    decimals = parts.count > 1 ? parts[1].count : 0
    var significant = digits.filter { $0 != "." }.drop { $0 == "0" }
    if decimals == 0 { while significant.last == "0" { significant.removeLast() } }
    guard significant.count >= (decimals > 0 ? 3 : 4) else { return nil }
  }

  /// Whether a measured value reads like this number with as many digits.
  func isRounded(_ value: NamedValue) -> Bool {
    if value.text == text { return true }
    guard let number = value.number, abs(number) < 1e15 else { return false }
    return String(format: "%.\(decimals)f", isShare ? 100 * number : number) == digits
  }

  /// All numbers in a text without code.
  static func all(in text: String) -> [(number: TypedNumber, range: Range<String.Index>)] {
    text.matches(of: #/[0-9]+(,[0-9]{3})*(\.[0-9]+)?%?/#).compactMap { match in
      let before = text[..<match.range.lowerBound].last
      let after = text[match.range.upperBound...].first
      // Part of a word, a version, a date or an address.
      let isPart =
        before.map { $0.isLetter || $0.isNumber || "._/-:#@^\\".contains($0) } == true
        || after.map { $0.isLetter || $0.isNumber || "_/-:".contains($0) } == true
      return isPart ? nil : TypedNumber(match.output.0).map { ($0, match.range) }
    }
  }

  /// All numbers of a chapter's prose, with their places: none in code, formulas, addresses and front matter.
  static func all(inProseOf chapter: Chapter) -> [(TypedNumber, SourceSpan)] {
    let file = chapter.file
    let front = file.lines.dropFirst().firstIndex { $0 == "---" }.map { $0 + 1 } ?? 0
    let body = String(repeating: "\n", count: front) + file.lines.dropFirst(front).joined(separator: "\n")
    let code = chapter.codeLines
    let prose = body.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      code.contains($0 + 1) ? "" : String($1)
    }.joined(separator: "\n")
    let apart = #/`[^`\n]*`|\$\$[\s\S]*?\$\$|\$[^$\n]+\$|\{\{[^}\n]*\}\}|\]\([^)\n]*\)|<[^>\n]*>/#
    let plain = prose.replacing(apart) { String($0.output.map { $0 == "\n" ? $0 : " " }) }
    return plain.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      index, line in
      let line = String(line)
      return all(in: line).map { number, range in
        let column = line[..<range.lowerBound].unicodeScalars.count + 1
        let position = SourcePosition(line: index + 1, column: column)
        return (number, SourceSpan(file, at: position, length: number.text.count))
      }
    }
  }
}
