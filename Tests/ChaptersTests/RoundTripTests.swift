import Chapters
import Testing

/// No text of the author's is lost: every word is on the page or in a diagnostic.
@Suite struct RoundTripTests {
  @Test("every word of ten thousand random chapters is on its page or told of") func words() {
    var generator = SystemRandomNumberGenerator()
    let start = UInt64.random(in: 0...UInt64(Int64.max), using: &generator)
    for seed in start..<start + 10_000 {
      var writer = ChapterWriter(seed: seed)
      let text = writer.chapter()
      let (chapter, diagnostics) = Chapter.parse(
        SourceFile(path: "a.md", text: "---\ntitle: A\n---\n\n" + text), name: "a")
      let html = chapter.text.html(MarkupExpansion(mark: Self.source, plainMark: Self.source))
      let told = diagnostics.map { "\($0.message) \($0.excerpt ?? "")" }.joined(separator: " ")
      let blocks = chapter.blocks.map(\.text).joined(separator: " ")
      let lost = writer.words.filter { !html.contains($0) && !told.contains($0) && !blocks.contains($0) }
      guard lost.isEmpty else {
        Issue.record("seed \(seed) loses \(lost):\n\(text)\n=>\n\(html)")
        return
      }
    }
  }

  private static func source(_ mark: InlineMark) -> String {
    switch mark {
    case .formula(let tex, _, _): tex
    case .reference(let id, let panel): id + (panel ?? "")
    case .citation(let all): all.map { "\($0.prefix) \($0.key) \($0.suffix)" }.joined()
    case .value(let block, let name): "\(block).\(name)"
    case .variable(let name): name
    default: ""
    }
  }
}

/// Writes chapters of all constructs, nested as chance has it; each word is unique.
private struct ChapterWriter {
  private var state: UInt64
  private(set) var words: [String] = []
  private var notes: [String] = []

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private mutating func word() -> String {
    words.append("word\(words.count)x")
    return words[words.count - 1]
  }

  mutating func chapter() -> String {
    let body = (0..<1 + below(6)).map { _ in block(depth: 0) }.joined(separator: "\n\n")
    return body + notes.map { "\n\n\($0)" }.joined() + "\n"
  }

  private mutating func block(depth: Int) -> String {
    switch below(depth < 2 ? 15 : 4) {
    case 0, 1, 2: return paragraph()
    case 3: return "\(String(repeating: "#", count: 1 + below(4))) \(inline(2))"
    case 4: return block(depth: depth + 1).prefixed(first: "> ", others: "> ")
    case 5:
      return (0..<1 + below(3)).map { _ in block(depth: depth + 1).prefixed(first: "- ", others: "  ") }
        .joined(separator: "\n")
    case 6:
      return "> [!\(["NOTE", "TIP", "CAUTION", "OTHER"][below(4)])]\n"
        + paragraph().prefixed(first: "> ", others: "> ")
    case 7: return table()
    case 8: return "```\(["", "python", "yaml"][below(3)])\n\(word()) $\(word())$\n```"
    case 9: return "$$\n\(word())\n\(["+ ", "", "= ", "- "][below(4)])\(word())\n$$"
    case 10: return "- [\(["x", " "][below(2)])] \(inline(1))"
    case 11: return "    \(word())"
    case 12: return "\(inline(1))\n\(["---", "===", "***"][below(3)])"
    case 13: return "\(inline(1))\n::: \(word())"
    default: return "\(inline(1))\n<div>\(word())</div>"
    }
  }

  private mutating func table() -> String {
    let row = { (self: inout Self) in "| \(self.inline(1)) | \(self.inline(1)) |" }
    let rows = (0..<1 + below(3)).map { _ in row(&self) }
    let caption = below(2) == 0 ? "\n\nTable: \(inline(1))" : ""
    return row(&self) + "\n|---|\([":-:", "---", "--:"][below(3)])|\n" + rows.joined(separator: "\n")
      + caption
  }

  private mutating func paragraph() -> String {
    (0..<1 + below(3)).map { _ in inline(1 + below(3)) }.joined(separator: ["\n", "\\\n", "  \n"][below(3)])
  }

  private mutating func inline(_ count: Int) -> String {
    (0..<count).map { _ in span() }.joined(separator: " ")
  }

  private mutating func span() -> String {
    switch below(24) {
    case 0: return "*\(word())*"
    case 1: return "**\(word()) \(word())**"
    case 2: return "`\(word())`"
    case 3: return "$\(word())_1$"
    case 4: return "\\(\(word())\\)"
    case 5: return "@\(word())"
    case 6: return "{{\(word()).\(word())}}"
    case 7: return "[\(word())](\(word()).md)"
    case 8: return "![\(word())](\(word()).png)"
    case 9: return "~~\(word())~~"
    case 10: return "https://\(word()).org/\(word())"
    case 11: return "[see @\(word()), p. 3]"
    case 12:
      let label = "n\(notes.count)"
      notes.append("")
      let index = notes.count - 1
      notes[index] = "[^\(label)]: \(word())"
      return "\(word())[^\(label)]"
    case 13: return "<b>\(word())</b>"
    case 14: return "\(word()) $4 and 5$"
    case 15: return "“\(word())”@\(word())"
    case 16: return "\\*\(word()) [\(word())] (\(word()))"
    case 17: return "$ \(word())^2 $"
    case 18: return "![\(word())](x.png){width=50%}"
    case 19: return "`` \(word())` ``"
    case 20:
      return ["*", "`", "$", "~~", "[", "](", "<", "{{", "$$", "**", "|", "@", "\\", "[^"][below(14)] + word()
    default: return word()
    }
  }
}

extension String {
  fileprivate func prefixed(first: String, others: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { ($0 == 0 ? first : others) + $1 }.joined(separator: "\n")
  }
}
