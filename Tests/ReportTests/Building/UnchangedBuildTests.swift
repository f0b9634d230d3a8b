import Foundation
import TestSupport
import Testing

/// A build with nothing new is told by what the last one saw, and by nothing else.
@Suite struct UnchangedBuildTests {
  private static let record = ".report/unchanged/build"
  private static let told = "0 of 7 blocks ran; the site is site/index.html (TIME)\n"

  /// The sample, with a build's record of having found nothing to do that says 7 blocks, of which there are 6: so it can be
  /// seen whether a build believes it.
  private static func settled() throws -> Scratch {
    let project = try ThemeTests.themed()
    try project.write("Shared words.\n", to: "report/_shared.md")
    try project.write("x,y\n1,2\n2,3\n", to: "report/points.csv")
    try project.write("A file.\n", to: "report/notes.txt")
    try project.replace(
      "There are {{digits.images}} images.",
      with: "There are {{digits.images}} images, and [notes](notes.txt).\n\n{{< include _shared.md >}}\n\n",
      in: "report/01-data.md")
    for _ in 0..<100 where !project.exists(record) {
      let outcome = try project.run("build")
      guard outcome.status == 0 else { throw SampleReport.BuildFailed(errors: outcome.errors) }
      Thread.sleep(forTimeInterval: 0.15)
    }
    let old = try Data(contentsOf: project.url(record))
    let parts = old.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    #expect(parts[1] == Data("6".utf8))
    try project.write(parts[0] + Data("\0007\0".utf8) + parts[2], to: record)
    return project
  }

  @Test("where nothing changed a build looks no further, and the site stays as it is") func again() throws {
    let project = try Self.settled()
    let site = try project.snapshot(of: "site")
    for _ in 0..<2 { #expect(try project.run("build").errors == Self.told) }
    #expect(try project.snapshot(of: "site") == site)
  }

  /// What may change, and a part of what a build says then; none where it has nothing to do all the same.
  static let changes: [(name: String, says: String?, change: @Sendable (Scratch) throws -> Void)] = [
    (
      "a chapter", "rewrote 1 page",
      { try $0.replace("## The loss", with: "## A loss", in: "report/02-training.md") }
    ),
    (
      "a chapter of equal length and time", "rewrote 1 page",
      { project in
        let place = project.url("report/02-training.md").path
        let date = try FileManager.default.attributesOfItem(atPath: place)[.modificationDate]
        try project.replace("## The loss", with: "## The lass", in: "report/02-training.md")
        try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: place)
      }
    ),
    (
      "what a chapter includes", "rewrote 1 page", { try $0.write("Other words.\n", to: "report/_shared.md") }
    ),
    (
      "a new chapter", "added 1 page",
      { try $0.write(SampleChapter(["Text."])) }
    ),
    ("a chapter that is gone", "nothing has the id 'cleaned'", { try $0.remove("report/02-training.md") }),
    ("the manifest", "rewrote", { try $0.replace("A sample", with: "A trial", in: "report/report.yml") }),
    (
      "a template of its own", "rewrote",
      { project in
        try project.write("<figure id=\"{{id}}\">{{{caption}}}</figure>", to: "templates/figure.mustache")
      }
    ),
    (
      "a theme's style sheet", nil, { try $0.write("main { color: red; }\n", to: "report/warm/theme.css") }
    ),
    (
      "a theme's template", "rewrote",
      { project in
        try project.write("</main>\n</div>\n</body>\n</html>\n", to: "report/warm/closing.mustache")
      }
    ),
    ("a new file of a theme", nil, { try $0.write("New.\n", to: "report/warm/assets/new.txt") }),
    ("a file of a theme that is gone", "leaf.svg", { try $0.remove("report/warm/assets/leaf.svg") }),
    ("a theme that is gone", "no theme", { try $0.remove("report/warm") }),
    ("a template that is wrong", "error", { try $0.write("{{#id}}", to: "templates/figure.mustache") }),
    ("a file that a chapter links to", nil, { try $0.write("Another.\n", to: "report/notes.txt") }),
    ("a file that is gone", "notes.txt", { try $0.remove("report/notes.txt") }),
    (
      "a file that is a link now", nil,
      { project in
        try project.remove("report/notes.txt")
        try project.write("By a link.\n", to: "elsewhere.txt")
        try FileManager.default.createSymbolicLink(
          at: project.url("report/notes.txt"), withDestinationURL: project.url("elsewhere.txt"))
      }
    ),
    ("a page", "changed by hand", { try $0.write("Mine.", to: "site/01-data.html") }),
    ("a page that is gone", "restored 1 page", { try $0.remove("site/01-data.html") }),
    ("a picture of the site", "changed by hand", { try $0.annotate("site/figures/digits/panel-1-1.png") }),
    ("a result that is gone", "1 of 6 blocks ran", { try $0.remove($0.entry(of: "mean")) }),
    (
      "a picture of a result", "damaged",
      { project in
        try project.annotate("\(project.entry(of: "mean"))/panel-1-1.png")
      }
    ),
    (
      "the data", "of 6 blocks ran",
      { project in
        let file = "report/digits/train-images-idx3-ubyte"
        var data = try Data(contentsOf: project.url(file))
        data[data.count - 1] ^= 1
        try project.write(data, to: file)
      }
    ),
    (
      "a lock that says something else", "report.lock",
      { project in
        #expect(try project.run("build", "--update-lock").status == 0)
        try project.replace("quick digits key ", with: "quick digits key 0", in: "report/report.lock")
      }
    ),
  ]

  @Test("every change of what a build looks at is seen", arguments: changes.indices)
  func seen(_ index: Int) throws {
    let (name, says, change) = Self.changes[index]
    let project = try Self.settled()
    try change(project)
    let outcome = try project.run("build")
    #expect(outcome.errors != Self.told, "\(name)")
    if let says {
      #expect(outcome.errors.contains(says), "\(name): \(outcome.errors)")
    } else {
      #expect(outcome.status == 0, "\(name): \(outcome.errors)")
    }
    if outcome.status == 0, !project.exists("templates") {
      let site = try project.snapshot(of: "site")
      try project.remove(".report/unchanged/build")
      try project.remove("site")
      #expect(try project.run("build").status == 0)
      #expect(try project.snapshot(of: "site") == site, "\(name): a site made from nothing is the same")
    }
  }

  @Test(
    "what is asked for otherwise is looked at",
    arguments: [
      (["--threads", "1"], [:]), (["--force"], [:]), ([], ["LANG": "de_DE.UTF-8"]), (["--json"], [:]),
      (["--verbose"], [:]), (["--update-lock"], [:]), (["01-data"], [:]), (["--single-file"], [:]),
    ] as [([String], [String: String])])
  func other(_ arguments: [String], _ environment: [String: String]) throws {
    let project = try Self.settled()
    let outcome = try project.run(["build"] + arguments, environment: environment)
    #expect(outcome.status == 0)
    #expect(!outcome.errors.contains("0 of 7"), "\(outcome.errors)")
  }

  @Test("a copy is looked at anew, whatever came with it") func copy() throws {
    let copy = try Self.settled().duplicate()
    let outcome = try copy.run("build")
    #expect(outcome.errors.hasSuffix("0 of 6 blocks ran; the site is site/index.html (TIME)\n"))
  }

  @Test("a damaged record is passed over", arguments: ["", "x", "a\0b\0c", "\0\0\0"])
  func damaged(_ text: String) throws {
    let project = try Self.settled()
    try project.write(text, to: Self.record)
    #expect(try project.run("build").errors == "0 of 6 blocks ran; the site is site/index.html (TIME)\n")
  }

  @Test("a build that has something to say says it each time") func warnings() throws {
    let project = try SampleReport.built()
    #expect(try project.run("build", "--update-lock").status == 0)
    try project.replace("quick digits key ", with: "quick digits key 0", in: "report/report.lock")
    for _ in 0..<3 {
      #expect(try project.run("build").errors.contains("warning"))
      Thread.sleep(forTimeInterval: 0.15)
    }
    #expect(!project.exists(Self.record))
  }

  @Test("what is looked at on the disk is looked at through one module, which notes it") func oneModule()
    throws
  {
    let looks =
      #/FileManager\.default\.(fileExists|contentsOfDirectory|subpaths|attributesOfItem|enumerator|isReadable)|Data\(contentsOf/#
    // The engine's measures know no files but their library's.
    let apart = ["Sources/Files/", "Sources/bench/", "Sources/Metrics/", "Sources/System/"]
    let root = Checkout.root
    for name in FileManager.default.subpaths(atPath: root.appending(path: "Sources").path) ?? []
    where name.hasSuffix(".swift") && !apart.contains(where: "Sources/\(name)".hasPrefix) {
      let text = try String(contentsOf: root.appending(path: "Sources/\(name)"), encoding: .utf8)
      #expect(text.firstMatch(of: looks) == nil, "\(name)")
    }
  }
}
