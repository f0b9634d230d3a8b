import Foundation
import TestSupport
import Testing

/// Page templates of a report's own that cannot be used: `check` and `build` say the same, and nothing runs.
@Suite struct TemplateTests {
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let files: [String: Data]
    let errors: String

    init(_ name: String, _ files: [String: String], _ errors: String) {
      self.init(name, files.mapValues { Data($0.utf8) }, errors)
    }

    init(_ name: String, _ files: [String: Data], _ errors: String) {
      (testDescription, self.files, self.errors) = (name, files, errors)
    }
  }

  private static let circle = "error: these templates include each other without end: "

  static let rows = [
    Row(
      "one that includes itself", ["opening": "<p>\n {{> opening}}"],
      "templates/opening.mustache:2:2: \(circle)opening.mustache -> opening.mustache\n"),
    Row(
      "a circle of three, one of them built in", ["closing": "{{! end }}{{>index}}"],
      "templates/closing.mustache:1:11: \(circle)closing.mustache -> index.mustache -> closing.mustache\n"),
    Row(
      "one that is its own parent", ["figure": "{{< figure}}{{$a}}x{{/a}}{{/figure}}"],
      "templates/figure.mustache:1:1: \(circle)figure.mustache -> figure.mustache\n"),
    Row(
      "blocks that stand in for each other",
      ["opening": "{{< closing}}{{$a}}{{$b}}{{/b}}{{/a}}{{$b}}\n{{$a}}{{/a}}{{/b}}{{/closing}}"],
      "templates/opening.mustache:1:20: \(circle){{$a}} -> {{$b}} -> {{$a}}\n"),
    Row(
      "a circle between other delimiters", ["opening": "{{=<% %>=}}{{> figure}}<%> opening%>"],
      "templates/opening.mustache:1:24: \(circle)opening.mustache -> opening.mustache\n"),
    Row(
      "one that includes what is not there", ["opening": "<p>{{> openning}}"],
      "templates/opening.mustache:1:4: error: there is no template 'openning'\n"),
    Row(
      "a name that a value gives", ["opening": "{{>*title}}"],
      "templates/opening.mustache:1:1: error: '*title' takes a template's name from a value\n"),
    Row(
      "deep sections",
      ["opening": String(repeating: "{{^a}}", count: 50_000) + String(repeating: "{{/a}}", count: 50_000)],
      "templates/opening.mustache:1:193: error: sections nested more than 32 levels deep\n"),
    Row(
      "a list within itself",
      ["opening": "{{#chapters}}{{#reversed(chapters)}}x{{/reversed(chapters)}}{{/chapters}}"],
      "templates/opening.mustache:1:14: error: a section of 'chapters' inside another one: "),
    Row(
      "a list within itself in another template",
      ["opening": "{{#chapters}}\n{{> closing}}{{/chapters}}", "closing": "{{#chapters}}{{/chapters}}"],
      "templates/opening.mustache:2:1: error: a section of 'chapters' inside another one: "),
    Row(
      "a section without text between tags that begin with one character",
      ["opening": "{{=[ ]=}}[#chapters][/chapters]"],
      "templates/opening.mustache:1:1: error: a tag has to begin with at least two characters\n"),
    Row(
      "a long chain of blocks",
      [
        "opening": "{{$a0}}{{/a0}}{{< closing}}"
          + (0..<100).map { "{{$a\($0)}}{{$a\($0 + 1)}}{{/a\($0 + 1)}}{{/a\($0)}}" }.joined()
          + "{{/closing}}"
      ],
      "templates/opening.mustache:1:414: error: templates and blocks within each other more than 16 levels deep\n"
    ),
    Row(
      "a million inclusions",
      [
        "opening": String(repeating: "{{> closing}}", count: 1000),
        "closing": String(repeating: "{{> figure}}", count: 1000),
      ], "templates/"),
    Row(
      "braces that would take minutes to read", ["opening": String(repeating: "{ ", count: 100_000)],
      "templates/opening.mustache: error: the template has 100000 opening braces, "),
    Row(
      "a section without an end", ["opening": "a\n{{#summary}}b"],
      "templates/opening.mustache:2:14: error: not a valid Mustache template: a section is never closed\n"),
    Row(
      "Latin-1", ["opening": Data("a\nb".utf8) + Data([0xE4])],
      "templates/opening.mustache:2:2: error: the text is not UTF-8\n"),
    Row(
      "more than a megabyte", ["opening": String(repeating: "x", count: 1_000_001)],
      "templates/opening.mustache: error: the template has 1001 kB, more than the 1000 kB "),
  ]

  @Test("a template that cannot be used is found before anything runs", arguments: rows)
  func mistake(_ row: Row) throws {
    let project = try SampleReport.fresh()
    for (name, content) in row.files { try project.write(content, to: "templates/\(name).mustache") }
    let check = try project.run("check", seconds: 60)
    #expect(check.status == 1)
    #expect(check.errors.hasPrefix(row.errors), "\(check.errors.prefix(1000))")
    let build = try project.run("build", seconds: 60)
    #expect(build.status == 1)
    #expect(build.errors == check.errors)
    #expect(!FileManager.default.fileExists(atPath: project.url("site").path))
  }

  @Test("the mistakes of all templates are told together") func together() throws {
    let project = try SampleReport.fresh()
    try project.write("{{> a}}", to: "templates/opening.mustache")
    try project.write("{{#b}}", to: "templates/closing.mustache")
    #expect(try project.run("check").errors.hasSuffix("2 mistakes\n"))
  }

  @Test("templates may include others and stand in for their blocks") func allowed() throws {
    let project = try SampleReport.built()
    let opening = "{{< figure}}{{$a}}<p>own</p>{{> closing}}{{/a}}{{/figure}}<title>{{pageTitle}}</title>"
    try project.write(opening, to: "templates/opening.mustache")
    try project.write("{{$a}}{{/a}}|{{$a}}{{/a}}", to: "templates/figure.mustache")
    try project.write("end", to: "templates/closing.mustache")
    #expect(try project.run("build").status == 0)
    let page = try String(contentsOf: project.url("site/index.html"), encoding: .utf8)
    #expect(page.contains("<p>own</p>end|<p>own</p>end<title>A sample</title>"))
  }
}
