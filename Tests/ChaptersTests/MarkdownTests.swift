import Chapters
import Testing

/// What authors write beyond CommonMark, and what becomes of it.
@Suite struct MarkdownTests {
  /// A chapter's text as HTML, marks in brackets, and its diagnostics.
  private static func render(_ text: String) -> (html: String, messages: [String]) {
    let (chapter, diagnostics) = Chapter.parse(
      SourceFile(path: "a.md", text: "---\ntitle: A\n---\n" + text), name: "a")
    let html = chapter.text.html(MarkupExpansion(mark: { "⟦\(word($0))⟧" }, plainMark: { "⟦\(word($0))⟧" }))
    return (html, diagnostics.map { "\($0.position?.line ?? 0):\($0.position?.column ?? 0) \($0.message)" })
  }

  private static func word(_ mark: InlineMark) -> String {
    switch mark {
    case .formula(let tex, let isDisplayed, let label):
      (isDisplayed ? "D" : "I") + tex + (label.map { "#" + $0 } ?? "")
    case .reference(let id, let panel): "@" + id + (panel.map { "/" + $0 } ?? "")
    case .citation(let all): "cite " + all.map(\.key).joined(separator: " ")
    case .value(let block, let name): "\(block).\(name)"
    case .variable(let name): name
    default: "?"
    }
  }

  @Test(
    "marks are found within a block and never across",
    arguments: [
      ("- costs $4\n- costs 1$", "costs $4", "⟦"), ("a $x\n\nb$ c", "a $x", "⟦"),
      ("> a $x\n\nb$", "a $x", "⟦"),
      ("# a $x\n\nb$", "a $x", "⟦"), ("a $$ (cheap).\n\n```\n$$\n```\n\nb $$$ c", "a $$ (cheap).", "⟦"),
      ("a `b\n\n$c$ d`", "⟦Ic⟧", "<code>"), ("a ` b\n\n- c `d` @e", "⟦@e⟧", "zzz"),
      ("| a $x | b |\n|---|---|\n| c$ | d |", "a $x", "⟦"), ("1. $a\n2. b$", "$a", "⟦"),
      ("a <!-- $x --> b $y$", "⟦Iy⟧", "⟦Ix"), ("text <!-- @later {{x.y}} -->", "text", "⟦"),
      ("[a $x](b) and [c](d$)", "⟦", "zzz"), ("![a](<$a$.png>)", "src=\"$a$.png\"", "⟦"),
      ("$a_1$ and *b* and $c_2$", "⟦Ia_1⟧ and <em>b</em> and ⟦Ic_2⟧", "zzz"),
      ("`` ` `` $x$", "<code>`</code> ⟦Ix⟧", "zzz"),
    ])
  func blocks(text: String, has: String, lacks: String) {
    let html = Self.render(text).html
    #expect(html.contains(has), "\(html)")
    #expect(!html.contains(lacks), "\(html)")
  }

  @Test(
    "a reference stands behind whatever is no letter of a script with blanks",
    arguments: [
      "如@x所示", "（@x）", "、@x、", "\u{200B}@x", "“@x”", "«@x»", "[@x](y) @x", "(@x)", "—@x", "/@x",
      "。@x", "*@x*", "「@x」", "な@x", "…@x", "¿@x?", "：@x", "'@x'",
    ])
  func references(text: String) {
    #expect(Self.render(text).html.contains("⟦@x⟧"), "\(Self.render(text).html)")
  }

  @Test("an address of mail is none", arguments: ["me@home.org", "a.b@c.de", "naïf@x.fr", "x1@y"])
  func mail(text: String) { #expect(Self.render(text).html == "<p>\(text)</p>\n") }

  @Test(
    "formulas in every spelling",
    arguments: [
      ("a \\(x_1\\) b", "⟦Ix_1⟧"), ("\\[x_1 + y\\]", "⟦Dx_1 + y⟧"), ("\\[\nx\n\\]", "⟦D\nx\n⟧"),
      (
        "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
        "⟦D\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}⟧"
      ),
      ("$$\na\n+ b\n$$", "⟦D\na\n+ b\n⟧"), ("$$\na\n= b\n$$ {#e}", "⟦D\na\n= b\n#e⟧"),
      ("$$\na\n\n- b\n$$", "⟦D\na\n\n- b\n⟧"), ("> $$\n> x\n> $$", "⟦D\nx\n⟧"),
      ("- $$\n  x\n  $$", "⟦D\nx\n⟧"),
      ("$x$ costs $5", "⟦Ix⟧ costs $5"), ("$5 and $6", "$5 and $6"), ("\\$5 $x$", "$5 ⟦Ix⟧"),
      ("the $\\{a\\}$", "⟦I\\{a\\}⟧"), ("a \\[1\\] b", "a [1] b"),
    ])
  func formulas(text: String, has: String) {
    let (html, messages) = Self.render(text)
    #expect(html.contains(has), "\(html)")
    #expect(messages.isEmpty)
  }

  @Test(
    "what a page would print as marks or leave out is told, with its place",
    arguments: [
      ("a $ x^2 $ b", "4:3 '$ x^2 $' is no formula: a blank stands inside its dollars"),
      ("$$ x\n\ny", "4:1 the formula that begins here is never closed"),
      ("\\begin{align}\na", "4:1 \\begin{align} has no \\end{align} in its paragraph"),
      ("see \\ref{fig}", "4:5 '\\ref{...}' would be printed as it stands"),
      ("a[^n]", "4:2 no footnote has the label 'n'"),
      ("[^n]: text", "4:1 nothing refers to the footnote 'n'"),
      ("a[^n]\n\n[^n]: x\n[^n]: y", "7:1 the footnote 'n' is given twice"),
      ("| a | b |\n|---|", "4:1 the table's heading has 2 cells"),
      ("| a |\n|---|\n| b | c |", "6:7 the row has 2 cells, the table 1 column"),
      ("> [!BEWARE]\n> x", "4:3 '[!BEWARE]' is no callout"), ("![a](b){.c}", "4:8 '{.c}' would be printed"),
      ("[a](b){width=50%}", "4:7 '{width=50%}' would be printed"), ("## a {#B}", "4:6 'B' is no id"),
      ("::: note\nx\n:::", "4:1 ':::' would be printed"),
      ("a {{< video x >}}", "4:3 '{{< video x >}}' would be printed"),
      ("{{< include no.md >}}", "4:13 the included file 'no.md' does not exist"),
      ("H<sub>2</sub>O", "4:2 HTML is left out of the page: '<sub>'"),
      ("x\n\n<div>a</div>", "6:1 HTML is left out of the page: '<div>a</div>'"),
      ("<img src=\"a.png\">", "4:1 HTML is left out"),
      ("[a](javascript:b)", "4:5 the link to 'javascript:b' is left out"),
      ("a {{b c}}", "4:3 '{{b c}}' is no value"),
    ])
  func told(text: String, message: String) {
    let messages = Self.render(text).messages
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
  }

  @Test(
    "tables, footnotes, callouts, tasks, strikes and addresses become what they are",
    arguments: [
      (
        "| a | b |\n|:--|--:|\n| *c* | `d|e` |",
        "<td style=\"text-align: left\"><em>c</em></td>\n<td style=\"text-align: right\"><code>d|e</code></td>"
      ),
      ("a | b\n---|---\nc \\| d | $|x|$", "<td>c | d</td>\n<td>⟦I|x|⟧</td>"),
      ("text\n| a |\n|---|\n| b |", "<p>text\n</p>\n<div class=\"table\"><table>"),
      ("| a |\n|---|\n| b |\n\nTable: Of *b*. {#t}", "<figure id=\"t\" class=\"block table\">"),
      ("Table: Of b. {#t}\n\n| a |\n|---|\n| b |", "<figcaption>Of b.</figcaption>"),
      ("> | a |\n> |---|\n> | b |", "<blockquote>\n<div class=\"table\">"),
      ("- x\n\n  | a |\n  |---|\n  | [l](m) |", "<td><a href=\"m\">l</a></td>"),
      ("| a | b |\n|---|---|\n| c |", "<td>c</td>\n<td></td>"),
      (
        "a[^1] b[^1]\n\n[^1]: *note*\n    more\n\n    - x",
        "<li id=\"_note-1\">\n<p><em>note</em>\nmore</p>\n<ul>"
      ),
      ("a[^b]\n\n[^b]: see[^c]\n[^c]: end", "<li id=\"_note-2\">\n<p>end <a class=\"back\""),
      (
        "> [!NOTE]\n> text",
        "<div class=\"callout note\" role=\"note\">\n<p class=\"callout-title\">Note</p>\n<p>text</p>\n</div>"
      ),
      ("> [!WARNING]\n>\n> - a", "Warning</p>\n<ul>"),
      (
        "- [ ] a\n- [x] b",
        "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"☑\"> b</li>"
      ),
      ("a ~~b *c*~~ d", "<del>b <em>c</em></del>"), ("a ~~b **c~~ d**", "~~b <strong>c~~ d</strong>"),
      ("see https://a.b/c_d_e.", "<a href=\"https://a.b/c_d_e\">https://a.b/c_d_e</a>."),
      ("(www.a.org/b(c))", "<a href=\"https://www.a.org/b(c)\">www.a.org/b(c)</a>)"),
      ("[x https://a.b](c)", "<a href=\"c\">x https://a.b</a>"),
      ("![a](b.png){width=50%}", "<img src=\"b.png\" alt=\"a\" style=\"width: 50%\" />"),
      ("![a $x$ {{b.c}}](d.png)", "alt=\"a ⟦Ix⟧ ⟦b.c⟧\""), ("## a $x$ {#b}", "<h2>a ⟦Ix⟧</h2>"),
      ("[see @ho2020, p. 3; -@song2021]", "⟦cite ho2020 song2021⟧"), ("{{name}}", "⟦name⟧"),
    ])
  func constructs(text: String, has: String) {
    let (html, messages) = Self.render(text)
    #expect(html.contains(has), "\(html)")
    #expect(messages.isEmpty, "\(messages)")
  }
}
