import Foundation
import TestSupport
import Testing

/// What the program says of itself for authors: its templates, and the reference of the directives as pages.
@Suite struct ReferenceTests {
  private static let names = [
    "chapter.mustache", "closing.mustache", "figure.mustache", "figures.mustache", "index.mustache",
    "navigation-entry.mustache",
    "opening.mustache", "style.css",
  ]

  @Test("templates that were written out make the same site, and what is changed in them shows")
  func templates()
    throws
  {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let outcome = try project.run("templates")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "wrote \(Self.names.map { "templates/\($0)" }.joined(separator: ", "))\n")
    #expect(try project.names(in: "templates").sorted() == Self.names)
    let build = try project.run("build")
    #expect(build.status == 0, "\(build.errors)")
    #expect(try project.snapshot(of: "site") == site)
    try project.replace("<figure id", with: "<figure data-own id", in: "templates/figure.mustache")
    #expect(try project.run("build").status == 0)
    #expect(try project.read("site/01-data.html").contains("<figure data-own id=\"digits\""))
  }

  @Test("every value that a template asks for is told of in its comment") func documentation() throws {
    let project = try SampleReport.fresh()
    #expect(try project.run("templates").status == 0)
    let texts = try Self.names.filter { $0.hasSuffix(".mustache") }.map {
      try project.read("templates/\($0)")
    }
    for text in texts {
      let parts = text.split(separator: "}}", maxSplits: 1)
      try #require(parts.count == 2 && parts[0].hasPrefix("{{!\n"))
      // What the page is told, its parts are told as well.
      let told = parts[0] + (text.contains("<figure id") ? "" : texts.joined())
      for tag in parts[1].matches(of: #/\{\{[{#^]?([a-zA-Z]+)[a-z.-]*\}/#) {
        #expect(told.contains(String(tag.1)), "\(parts[0].prefix(30)): \(tag.1)")
      }
    }
  }

  @Test("templates that are there are kept unless they may be replaced, and one can be asked for alone")
  func keeps() throws {
    let project = try SampleReport.fresh()
    #expect(try project.run("templates", "figure").output == "wrote templates/figure.mustache\n")
    #expect(try project.names(in: "templates") == ["figure.mustache"])
    try project.write("mine", to: "templates/figure.mustache")
    let refusal = try project.run("templates")
    #expect(refusal.status == 2)
    #expect(refusal.errors.hasPrefix("Error: templates/figure.mustache exists already; --force replaces"))
    #expect(try project.names(in: "templates") == ["figure.mustache"])
    #expect(try project.read("templates/figure.mustache") == "mine")
    #expect(try project.run("templates", "--force").status == 0)
    #expect(try project.read("templates/figure.mustache").contains("<figure id"))
    let unknown = try project.run("templates", "figure.mustach")
    #expect(unknown.status == 2)
    #expect(
      unknown.errors.hasPrefix(
        "Error: There is no template 'figure.mustach'. Did you mean 'figure.mustache'?"))
  }

  /// What a report has to have for the program's own examples.
  private static func exampleReport() throws -> Scratch {
    let examples = Checkout.root.appending(path: "templates/examples")
    let blocks: [any ChapterPart] = try ["figure", "plot", "train-text-to-image"].map {
      try String(contentsOf: examples.appending(path: "\($0).md"), encoding: .utf8)
    }
    let project = try SampleReport.withModels([Block.tiny] + blocks)
    try project.copy(examples.appending(path: "figure.svg"), to: "report/architecture.svg")
    return project
  }

  @Test("the program's own examples are what it makes of their blocks, byte for byte") func examples() throws
  {
    let project = try Self.exampleReport()
    let build = try project.run("build")
    try #require(build.status == 0, "\(build.errors)")
    let made = [
      "figure": "architecture", "plot": "distances", "train-text-to-image": "painter",
    ]
    for (directive, id) in made {
      let entry = try project.entry(of: id)
      let name = try #require(project.names(in: entry).first { $0.hasSuffix(".svg") })
      let key = entry.split(separator: "/").last ?? ""
      let drawing = try project.read("\(entry)/\(name)").replacing("p\(key.prefix(8))", with: "example--plot")
      let place = Checkout.root.appending(path: "templates/examples/\(directive).svg")
      if try String(contentsOf: place, encoding: .utf8) != drawing {
        try Data(drawing.utf8).write(to: place.appendingPathExtension("actual"))
        Issue.record("\(directive).svg.actual differs")
      }
    }
  }

  @Test("in a report's project each directive has its first block there, with its figure out of the store")
  func figures() throws {
    let project = try SampleReport.built()
    let outcome = try project.run("directives", "--site", "reference")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("reference/dataset.html")
    #expect(page.contains("The first of this report, Figure 1.1:") && page.contains("```{dataset} digits"))
    #expect(page.contains("<img src=\"figures/digits/panel-1-1.png\""))
    #expect(project.exists("reference/figures/digits/panel-1-4.png"))
    let train = try project.read("reference/train.html")
    #expect(train.contains("<svg ") && train.contains("The loss of Equation (2.1) ends at "))
    #expect(try project.read("reference/plot.html").contains("This report has no such block. A small one"))
    #expect(try !project.read("reference/hybrid.html").contains("id=\"figure\""))
    try project.expectWholeLinks(in: "reference")
    #expect(try project.run("directives", "--site", "reference").status == 0)
    // A block that has not run has no figure yet.
    let fresh = try SampleReport.fresh()
    #expect(try fresh.run("directives", "--site", "reference").status == 0)
    #expect(try fresh.read("reference/dataset.html").contains("it has not been built yet"))
  }

  @Test("a report that asks for it has the reference in its site, in step with its blocks") func inSite()
    throws
  {
    let project = try SampleReport.built()
    try project.write(SampleReport.manifest + "reference: true\n", to: "report/report.yml")
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.read("site/index.html").contains("<a href=\"reference/index.html\">"))
    let page = try project.read("site/reference/denoise.html")
    #expect(page.contains("<img src=\"../figures/cleaned/sheet.png\""))
    #expect(page.contains("<a class=\"reference\" href=\"../02-training.html#cleaned\">Figure 2.2</a>"))
    #expect(HTMLPage(page).flaw == nil)
    try project.expectWholeLinks(in: "site")
    #expect(try project.run("status", "--strict").status == 0)
    try project.replace("caption: Four images.", with: "caption: Four rings.", in: "report/01-data.md")
    #expect(try project.run("status", "--strict").errors.contains("site/reference/dataset.html"))
    #expect(try project.run("build", "--single-file").status == 0)
    #expect(try project.read("site/reference/dataset.html").contains("Four rings."))
    #expect(try !project.read("report.html").contains("reference/index.html"))
    try project.write("---\ntitle: In the way\n---\n", to: "report/reference/train.md")
    try project.write(
      SampleReport.manifest + "reference: true\nchapters: [01-data.md, 02-training.md, reference/train.md]\n",
      to: "report/report.yml")
    #expect(
      try project.run("check").errors.contains("report/reference/train.md: error: a chapter of a report"))
  }

  @Test("the reference has a page for each directive, with all of its options and values") func pages() throws
  {
    struct Record: Decodable {
      struct Entry: Decodable { let name: String }
      let name, summary: String
      let options, values: [Entry]
    }
    let folder = try Scratch()
    let outcome = try folder.run("directives", "--site", "reference")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let records = try JSONDecoder().decode(
      [Record].self, from: Data(folder.run("directives", "--json").output.utf8))
    #expect(outcome.output == "wrote reference/index.html and \(records.count) pages more\n")
    for record in records {
      let page = try folder.read("reference/\(record.name).html")
      #expect(page.contains("<h1>{\(record.name)}</h1>"))
      #expect(page.contains("<code>```{\(record.name)}"))
      for option in record.options { #expect(page.contains("<td><code>\(option.name)</code></td>")) }
      for value in record.values { #expect(page.contains("<td><code>{{id.\(value.name)}}</code></td>")) }
    }
    let index = try folder.read("reference/index.html")
    for key in ["hero", "citation-style", "terms", "summary", "orcid"] {
      #expect(index.contains("<td><code>\(key)</code></td>") == (key != "orcid"), "\(key)")
    }
    try folder.expectWholeLinks(in: "reference")
    // Again, but not over what is somebody else's.
    #expect(try folder.run("directives", "--site", "reference").status == 0)
    try folder.write("mine", to: "reference/notes.txt")
    let refusal = try folder.run("directives", "--site", "reference")
    #expect(
      refusal.status == 2 && refusal.errors.contains("'reference' has 'notes.txt'"), "\(refusal.errors)")
    #expect(try folder.run("directives", "train", "--site", "other").status == 2)
  }
}
