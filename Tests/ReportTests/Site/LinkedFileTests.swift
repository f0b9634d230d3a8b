import Foundation
import TestSupport
import Testing

/// Files that a chapter links to become files of the site: none of them runs in a reader's browser.
@Suite struct LinkedFileTests {
  private static let front =
    #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink""#

  /// An SVG picture with something in it.
  private static func svg(_ content: String, _ attributes: String = "") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(front) \(attributes)>\(content)</svg>\n"
  }

  private func check(_ text: String, as name: String) throws -> Program.Outcome {
    let project = try Scratch([
      "report/report.yml": SampleReport.manifest, "report/\(name)": text,
      "report/01-links.md": "---\ntitle: Links\norder: 1\n---\n\nSee [a file](\(name)).\n",
    ])
    return try project.run("check")
  }

  @Test(
    "a page is refused at the link, whatever its name",
    arguments: [
      ("page.html", "plain"), ("PAGE.HTM", ""), ("page.xhtml", "<p/>"),
      ("page", " \n<script>alert(1)</script>"),
      ("page.foo", "<!DOCTYPE html>"), ("page.xht", ""), ("page.0", "\u{feff}<p>"),
    ])
  func pages(_ name: String, _ text: String) throws {
    let outcome = try check(text, as: name)
    #expect(
      outcome.errors == """
        report/01-links.md:6:14: error: the link's target '\(name)' is a page, which would run as one of the site's
          6 | See [a file](\(name)).
            |              \(String(repeating: "^", count: name.count))
          help: link to its address on the web, or put it into a .zip

        """)
    #expect(outcome.status == 1)
  }

  @Test(
    "a picture that runs or fetches something is refused with the reason",
    arguments: [
      (svg("<script>alert(1)</script>"), "it has an element <script>"),
      (svg("<g><s:ScRipt xmlns:s='http://www.w3.org/2000/svg'/></g>"), "it has an element <script>"),
      (svg("<foreignObject><p/></foreignObject>"), "it has an element <foreignobject>"),
      (svg("", "onload=\"alert(1)\""), "it has an attribute 'onload'"),
      (svg("<g\nONCLICK = 'x'/>"), "it has an attribute 'ONCLICK'"),
      (svg("<a href='javascript:alert(1)'/>"), "it refers to 'javascript:alert(1)'"),
      (svg("<a xlink:href='&#106;avascript:alert(1)'/>"), "it refers to '&#106;avascript:alert(1)'"),
      (svg("<image href='http://evil.example/x.png'/>"), "it refers to 'http://evil.example/x.png'"),
      (svg("<image href='data:image/svg+xml;base64,x'/>"), "it refers to 'data:image/svg+xml;base64,x'"),
      (svg("<use href='other.svg#x'/>"), "it refers to 'other.svg#x'"),
      (svg("<set attributeName='xlink:href' to='javascript:x'/>"), "it animates 'xlink:href'"),
      (svg("<style>@import 'http://evil.example'</style>"), "its style imports another"),
      (
        svg("<style>g { fill: url( 'http://evil.example') }</style>"),
        "its style refers to 'http://evil.example'"
      ),
      (svg("<g xmlns='http://www.w3.org/1999/xhtml'/>"), "it contains HTML"),
      ("<!DOCTYPE svg [<!ENTITY x '<script/>'>]>" + svg("&x;"), "it declares entities"),
      ("<?xml-stylesheet href='x.xsl'?>" + svg(""), "it refers to a style sheet"),
      ("<?xml version='1.0' encoding='utf-16'?><svg/>", "it is not UTF-8"),
      (svg("<!-- "), "'-->' is missing"), ("<svg on", "the attribute 'on' has no value"),
    ])
  func active(_ text: String, _ reason: String) throws {
    let outcome = try check(text, as: "picture.svg")
    #expect(
      outcome.errors.contains(
        ":6:14: error: the link's target 'picture.svg' is more than a picture: \(reason)\n"),
      "\(outcome.errors)")
    #expect(outcome.errors.contains("help: save it as plain SVG without scripts"))
    #expect(outcome.status == 1)
  }

  @Test(
    "what only shows something is linked",
    arguments: [
      (
        "picture.svg",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n"
          + svg(
            "<!-- <script> --><defs><style><![CDATA[ g > a { fill: url(#x) } ]]></style><path id='x'/></defs>"
              + "<use xlink:href='#x'/><image href='data:image/png;base64,AA=='/><text>a > b</text>"
              + "<a href='https://hub.example'><g style=\"clip-path: url(&quot;#x&quot;)\"/></a>")
      ),
      ("data.xml", "<rows><row value='1'/></rows>"), ("code.js", "alert(1)"), ("notes.txt", "<html>"),
      ("LICENSE", "A licence."), ("file.bin", "\u{1}\u{2}"), ("page.zip", "<html>"),
    ])
  func passive(_ name: String, _ text: String) throws {
    let outcome = try check(text, as: name)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
