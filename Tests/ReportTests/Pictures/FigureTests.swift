import Foundation
import TestSupport
import Testing

/// Pictures that were made elsewhere.
@Suite struct FigureTests {
  private static let drawing = """
    <?xml version="1.0"?>
    <!-- Drawn by hand. -->
    <svg xmlns="http://www.w3.org/2000/svg" width="30pt" height="1in" viewBox="0 0 30 72"><g id="a">
    <rect width="9" height="9"/></g><use href="#a"/></svg>
    """

  @Test("a drawing becomes a numbered figure with its script's sum and its command") func drawing() throws {
    let block = Block(
      "figure", "drawing", "file: art/a.svg\nscript: art/a.py\ncommand: touch ran\nalt: A <square>.")
    let project = try FileReport.with(
      ["See @drawing.", block],
      files: ["art/a.svg": Self.drawing, "art/a.py": "#!/usr/bin/env python3\nopen('ran', 'w')\n"])
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/03-case.html")
    #expect(
      page.contains(#"<img src="figures/drawing/picture.svg" width="40" height="96" alt="A &lt;square&gt;.""#)
    )
    #expect(page.contains(##"<a class="reference" href="#drawing">Figure 1.1</a>"##))
    #expect(page.contains("<dt>command</dt><dd>&quot;touch ran&quot;</dd>"))
    let sum = try #require(project.snapshot(of: "report")["report/art/a.py"])
    #expect(page.contains("<dt>file art/a.py</dt><dd>\(sum)</dd>"))
    #expect(try project.read("site/figures/drawing/picture.svg") == Self.drawing)
    #expect(HTMLPage(page).flaw == nil)
    let all = try project.snapshot(of: "").keys
    #expect(!all.contains { $0.hasSuffix("/ran") }, "something was run")
    try project.write("raise SystemExit(2)\n", to: "report/art/a.py")
    #expect(try project.run("status").output.hasPrefix("drawing  would run: "))
  }

  @Test("pictures keep their bytes and are shown as wide as they are, or as the author says")
  func pictures() throws {
    let project = try FileReport.with([
      Block("figure", "own", "file: rgb.png"), Block("figure", "wide", "file: photo.jpg\nwidth: 100"),
    ])
    for (source, name) in [("rgb.png", "rgb.png"), ("baseline.jpg", "photo.jpg")] {
      try project.copy(Fixtures.shared.url("pictures/\(source)"), to: "report/\(name)")
    }
    #expect(try project.run("build").status == 0)
    let sums = try project.snapshot(of: "site", "report")
    #expect(sums["site/figures/own/picture.png"] == sums["report/rgb.png"])
    #expect(sums["site/figures/wide/picture.jpg"] == sums["report/photo.jpg"])
    #expect(try project.read("site/03-case.html").contains(#"picture.jpg" width="100" height=""#))
  }

  private static func svg(_ inner: String, _ attributes: String = "width=\"9\" height=\"9\"") -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" \(attributes)>\(inner)</svg>\n"
  }

  /// Drawings with more in them than a picture, what of them is shown, and what is said to be missing.
  static let active: [(content: String, shown: String, removed: String)] = [
    (svg("<script>alert(1)</script>"), svg(""), "its element <script>"),
    (svg("<SCRIPT/>"), svg(""), "its element <script>"),
    (
      svg("<g><script><![CDATA[ if (a < b) '</script>' ]]></script><rect/></g>"), svg("<g><rect/></g>"),
      "its element <script>"
    ),
    (svg("<script a='>'><script/><b></script>c</script>"), svg("c</script>"), ""),
    (
      svg("<svg:script xmlns:svg='http://www.w3.org/2000/svg'>a()</svg:script><rect/>"), svg("<rect/>"),
      "its element <script>"
    ),
    (svg("<rect onload='a()'  x='1'/>"), svg("<rect x='1'/>"), "its attribute 'onload'"),
    (
      svg("", "width='9' height='9' onclick='a()'"), svg("", "width='9' height='9'"),
      "its attribute 'onclick'"
    ),
    (svg("<foreignObject><p>a<b>c</b></p></foreignObject>"), svg(""), "its element <foreignobject>"),
    (svg("<image href='https://example.org/a.png'/>"), svg("<image/>"), "its attribute 'href'"),
    (
      svg("<use xlink:href='b.svg#a'/><use href='#a'/>"), svg("<use/><use href='#a'/>"),
      "its attribute 'xlink:href'"
    ),
    (svg("<a href='javascript:alert(1)'><rect/></a>"), svg("<a><rect/></a>"), "its attribute 'href'"),
    (svg("<a href='&#106;avascript:alert(1)'><rect/></a>"), svg("<a><rect/></a>"), "its attribute 'href'"),
    (svg("<style>rect{fill:url(https://example.org/a)}</style>"), svg(""), "a style that fetches something"),
    (
      svg("<style>rect{fill:u\\72l(https://example.org/a)}</style>"), svg(""),
      "a style that fetches something"
    ),
    (
      svg("<style>rect{fill:&#117;rl(https://example.org/a)}</style>"), svg(""),
      "a style that fetches something"
    ),
    (svg("<style><![CDATA[\\40import 'a.css';]]></style>"), svg(""), "a style that fetches something"),
    (
      svg("<style>@import 'a.css';</style><style>a{}</style>"), svg("<style>a{}</style>"),
      "a style that fetches something"
    ),
    (svg("<rect fill='&#117;rl(https://example.org/a)'/>"), svg("<rect/>"), "its attribute 'fill'"),
    (
      svg("<rect style='fill:URL(https://example.org/a)'></rect>"), svg("<rect></rect>"),
      "its attribute 'style'"
    ),
    (
      svg("<set attributeName='href' to='javascript:a()'/>"), svg("<set to='javascript:a()'/>"),
      "its attribute 'attributeName'"
    ),
    (
      "<?xml-stylesheet href='a.css'?>" + svg("<!-- <script/> -->"), svg("<!-- <script/> -->"),
      "a style sheet that it refers to"
    ),
  ]

  @Test("a drawing is shown without what a browser would run or fetch, which check tells", arguments: active)
  func cleaned(_ row: (content: String, shown: String, removed: String)) throws {
    let project = try FileReport.with(
      [Block("figure", "drawing", "file: a.svg")], files: ["a.svg": row.content])
    let check = try project.run("check")
    guard !row.removed.isEmpty else { return #expect(check.status == 1, "\(check.errors)") }
    #expect(check.status == 0, "\(check.errors)")
    #expect(
      check.errors.hasPrefix(
        "report/03-case.md:7:7: warning: figure: the SVG picture 'a.svg' is shown without \(row.removed)\n"),
      "\(check.errors)")
    #expect(try project.run("build").status == 0)
    #expect(try project.read("site/figures/drawing/picture.svg") == row.shown)
  }

  /// Drawings that are less than a picture or cannot be cleaned, and what is said of each.
  static let refused: [(content: String, reason: String)] = [
    ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg(""), "it declares entities"),
    (svg("<g><rect/>"), "its </svg> closes another element than the one before it"),
    (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g/>\n",
      "its element <svg> is never closed"
    ),
    ("<svg width=\"9\" height=\"9\"><g/></svg>", "its <svg> has no xmlns=\"http://www.w3.org/2000/svg\""),
    (svg("", ""), "it says neither its width and height nor a viewBox"),
    (svg("", "width=\"100%\" height=\"100%\""), "it says neither its width and height nor a viewBox"),
    (svg("", "width=\"900000\" height=\"9\""), "it is 900000 x 9 pixels large"),
    ("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"/>", "its outermost element is <math> and not <svg>"),
  ]

  @Test("a drawing that is no picture is refused at check, with the reason", arguments: refused)
  func refusal(_ row: (content: String, reason: String)) throws {
    let found = try FileReport.complaint(
      [Block("figure", "drawing", "file: a.svg")], files: ["a.svg": row.content])
    let place = "report/03-case.md:7:7: error: figure: "
    #expect(found.first == place + "the SVG picture 'a.svg' cannot be shown: \(row.reason)")
    #expect(found.all.contains("help: save it as plain SVG without scripts"))
    #expect(found.status == 1)
  }

  /// Files that are no pictures.
  static let bad: [(name: String, content: String, message: String)] = [
    ("a.png", "A text.\n", "a.png: expected a PNG or JPEG image, found"),
    ("a.png", "", "a.png: expected a PNG or JPEG image, found an empty file"),
    ("a.gif", "GIF89a", "a.gif: expected a PNG or JPEG image, found a GIF"),
    ("a.pdf", "%PDF-1.7", "a.pdf: expected a PNG or JPEG image, found a PDF"),
  ]

  @Test("a file that is no picture is the author's mistake", arguments: bad)
  func noPicture(_ row: (name: String, content: String, message: String)) throws {
    let found = try FileReport.complaint(
      [Block("figure", "drawing", "file: \(row.name)")], files: [row.name: row.content])
    #expect(found.first.hasPrefix("report/03-case.md:7:7: error: figure: \(row.message)"), "\(found.all)")
    #expect(found.status == 1)
  }

  @Test("a picture that was cut short, and one of 30 MB, are found before anything runs") func damaged()
    throws
  {
    let project = try FileReport.with([
      Block("figure", "short", "file: cut.png"), Block("figure", "long", "file: long.png"),
    ])
    let whole = try Fixtures.shared.data("pictures/rgb.png")
    try project.write(whole.prefix(whole.count / 2), to: "report/cut.png")
    try project.write(Data(count: 30_000_000), to: "report/long.png")
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("figure: cut.png: cannot be decoded"))
    #expect(outcome.errors.contains("figure: 'long.png' has 30 MB, more than the 20 MB of a figure"))
  }

  @Test("large drawings are looked through in time that grows as they do") func large() throws {
    let found = try FileReport.complaint(
      [Block("figure", "one", "file: wide.svg"), Block("figure", "two", "file: deep.svg")],
      files: [
        "wide.svg": Self.svg(String(repeating: "<rect style='fill:url(#a)'/>", count: 300_000)),
        "deep.svg": Self.svg(String(repeating: "<g>", count: 500_000)),
      ])
    #expect(
      found.first.hasSuffix("cannot be shown: its </svg> closes another element than the one before it"))
  }

  @Test("a file that is not there is told with a near name, and a width of nothing is out of range")
  func missing() throws {
    let found = try FileReport.complaint(
      [
        Block("figure", "one", "file: plan.svg"),
        Block("figure", "two", "file: plot.svg\nscript: plat.py\nwidth: 0"),
      ], files: ["plot.svg": Self.svg("")])
    #expect(found.first.hasSuffix("figure: 'file' names the file 'plan.svg', which does not exist"))
    #expect(found.all.contains("did you mean 'plot.svg'?"))
    #expect(found.all.contains("figure: 'width' must be from 16 to 4096, found 0"))
    #expect(found.status == 1)
  }

  @Test("a picture from elsewhere cannot be set beside others") func compared() throws {
    let found = try FileReport.complaint(
      [
        Block("figure", "one", "file: a.svg"), Block("figure", "two", "file: a.svg"),
        Block("compare", "both", "blocks: [one, two]"),
      ], files: ["a.svg": Self.svg("")])
    #expect(found.first.hasSuffix("made their pictures or plots, but 'one' shows a file"))
  }

  @Test("a stored drawing that somebody made active is made anew") func stored() throws {
    let project = try FileReport.with(
      [Block("figure", "drawing", "file: a.svg")], files: ["a.svg": Self.drawing])
    #expect(try project.run("build").status == 0)
    let entry = try project.entry(of: "drawing")
    let record = try project.read("\(entry)/result.json")
    let active = Self.svg("<script>a()</script>")
    try project.write(active, to: "\(entry)/picture.svg")
    let sum = try #require(project.snapshot(of: entry)["\(entry)/picture.svg"])
    let old = try #require(record.firstMatch(of: #/"picture.svg":\{"bytes":[0-9]+,"sha256":"[0-9a-f]+"\}/#))
    let new = #""picture.svg":{"bytes":\#(active.utf8.count),"sha256":"\#(sum)"}"#
    try project.write(record.replacing(old.0, with: new), to: "\(entry)/result.json")
    let outcome = try project.run("build")
    #expect(outcome.errors.contains("picture.svg is more than a picture: it has an element <script>"))
    #expect(try project.read("site/figures/drawing/picture.svg") == Self.drawing)
  }
}
