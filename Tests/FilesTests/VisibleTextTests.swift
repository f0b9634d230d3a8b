import Files
import Testing

@Suite struct VisibleTextTests {
  @Test(
    "what a terminal would obey or hide is written out",
    arguments: [
      ("\u{1b}[31m", #"\u{1b}[31m"#), ("a\rb", #"a\u{d}b"#), ("\u{0}\u{7f}\u{9b}", #"\u{0}\u{7f}\u{9b}"#),
      ("a\u{202e}b\u{2066}\u{2069}", #"a\u{202e}b\u{2066}\u{2069}"#),
      ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
      ("\r\n", "\\u{d}\n"),
    ])
  func writtenOut(_ text: String, _ visible: String) { #expect(text.visible == visible) }

  @Test("letters of every language, tabs and line feeds stay")
  func stays() {
    let text = "a\tb\nÄ é e\u{301} 日本 שלום 👩‍👩‍👧 \u{200f}"
    #expect(text.visible == text)
    #expect("a\tb\n".visibleInLine == #"a\u{9}b\u{a}"#)
  }
}
