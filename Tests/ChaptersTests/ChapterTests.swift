import Chapters
import TestSupport
import Testing

/// Where a chapter's parts stand: lines and columns count from 1, columns in Unicode scalars.
@Suite struct ChapterTests {
  private func parse(_ text: String) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    Chapter.parse(SourceFile(path: "a.md", text: text), name: "a")
  }

  /// The place and the message of every diagnostic.
  private func messages(_ text: String) -> [String] {
    parse(text).diagnostics.map {
      "\($0.position?.line ?? 0):\($0.position?.column ?? 0)+\($0.length) \($0.message)"
    }
  }

  private let front = "---\ntitle: A\n---\n"

  @Test("front matter keeps the lines of what follows in place") func lines() {
    let (chapter, diagnostics) = parse("\(front)\nText with @one and {{two.x}}.\n\n> quoted @three\n")
    #expect(diagnostics.isEmpty)
    #expect(chapter.frontMatter.title.text == "A")
    #expect(chapter.text.marks.map(\.span.position.line) == [5, 5, 7])
    #expect(chapter.text.marks.map(\.span.position.column) == [11, 20, 10])
    #expect(chapter.text.marks.map(\.span.length) == [4, 9, 6])
  }

  @Test("columns count scalars, whatever the bytes, the clusters and the tabs before") func columns() {
    let cases = [
      ("ä @x", 3), ("e\u{301} @x", 4), ("👩‍👩‍👧 @x", 7), ("日本語 @x", 5), ("\t@x", 2), ("a\t@x", 3), ("🇩🇪 @x", 4),
    ]
    for (line, column) in cases {
      let marks = parse("\(front)\(line)\n").chapter.text.marks
      // A tab at the start of a line makes it code, where a mark is none.
      guard !line.hasPrefix("\t") else {
        #expect(marks.isEmpty)
        continue
      }
      #expect(marks.first?.span.position == SourcePosition(line: 4, column: column), "\(line)")
    }
  }

  @Test("a block's fence, id and options have their places, inside a quotation mark of any width")
  func block() {
    let (chapter, _) = parse(
      "\(front)\n   ```{noise}   größe\n   ```\n\n   ~~~~{noise} my-id\n   index: 1\n   ~~~~\n")
    #expect(messages("\(front)\n   ```{noise}   größe\n   ```\n") == ["5:17+5 'größe' is no id"])
    let block = chapter.blocks.first
    #expect(block?.id == "my-id")
    #expect(block?.fence.position == SourcePosition(line: 8, column: 4))
    #expect(block?.idSpan.position == SourcePosition(line: 8, column: 16))
    #expect(block?.entries?.first?.key.span.position == SourcePosition(line: 9, column: 4))
    #expect(block?.entries?.first?.value.span.position == SourcePosition(line: 9, column: 11))
    #expect(block?.text == "   ~~~~{noise} my-id\n   index: 1\n   ~~~~")
  }

  @Test("a fence inside a longer fence is a listing, and so is one without braces") func nested() {
    let text =
      "\(front)````\n```{noise} a\n```\n````\n\n```yaml\n{noise} b\n```\n\n    ```{noise} c\n    ```\n"
    let (chapter, diagnostics) = parse(text)
    #expect(chapter.blocks.isEmpty)
    #expect(diagnostics.isEmpty)
  }

  @Test("marks in code are text, and those behind a backslash too") func code() {
    let text =
      "\(front)`@a` ``$b` {{c.d}}`` \\@e \\$f$ \\{{g.h}} me@home.org 5$ and 6$\n\n    @i $j$\n\n```\n@k {{l}}\n```\n"
    #expect(parse(text).chapter.text.marks.isEmpty)
    #expect(messages(text).isEmpty)
  }

  @Test("a formula may span lines, with its label behind it") func formula() {
    let (chapter, diagnostics) = parse("\(front)$$\na_1 \\\\\nb_2\n$$ {#eq}\n\nand $x$ @eq.\n")
    #expect(diagnostics.isEmpty)
    #expect(
      chapter.text.marks.map(\.mark) == [
        .formula("\na_1 \\\\\nb_2\n", display: true, label: "eq"), .formula("x", display: false, label: nil),
        .reference("eq", panel: nil),
      ])
    #expect(chapter.text.marks.map(\.span.position.line) == [4, 9, 9])
  }

  @Test("a formula between lines of dollars may have an empty line, and what follows keeps its line")
  func fencedFormula() {
    let text = "\(front)$$\na\n\nb\n$$\n\n> $$\n> c\n> $$\n\n## End\n"
    let chapter = parse(text).chapter
    #expect(chapter.text.headings.map(\.text) == ["End"])
    #expect(chapter.text.marks.map(\.span.position.line) == [4, 10])
  }

  @Test("a byte order mark and CRLF make no difference") func lineEnds() throws {
    let plain = parse("\(front)\nÄ @x\n\n```{noise} a\nindex: 1\n```\n").chapter
    let scratch = try Scratch()
    let text = "\u{FEFF}\(front)\nÄ @x\n\n```{noise} a\nindex: 1\n```\n".replacing("\n", with: "\r\n")
    try scratch.write(text, to: "a.md")
    let other = Chapter.parse(try SourceFile.read(scratch.url("a.md"), path: "a.md"), name: "a").chapter
    #expect(other.text.marks.map(\.span.position) == plain.text.marks.map(\.span.position))
    #expect(other.blocks.map(\.text) == plain.blocks.map(\.text))
  }

  @Test("the excerpt of a long line is a window around the place, with the caret under it") func window() {
    let text =
      "\(front)\(String(repeating: "ä", count: 500)) @{x {{Y}} \(String(repeating: "z", count: 500))\n"
    let lines = parse(text).diagnostics.first?.description.split(separator: "\n").map(String.init) ?? []
    #expect(lines.first == "a.md:4:506: error: '{{Y}}' is no value: it reads {{id.name}}")
    #expect(lines.count == 4)
    let caret = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) } ?? 0
    #expect(Array(lines[1])[caret...].prefix(5) == ["{", "{", "Y", "}", "}"])
    #expect(lines[1].count < 130)
  }
}
