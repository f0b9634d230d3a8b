import Foundation
import TestSupport
import Testing

/// The site is its author's as well: a build takes away only what a build has put there.
@Suite struct SiteFolderTests {
  private static let page = "site/01-data.html"

  @Test(
    "what is gone is written again; what the author keeps there stays",
    arguments: [
      "site/CNAME", "site/.nojekyll", "site/.git/objects/aa/b", "site/figures/notes.txt",
      "site/files/own/a.txt",
    ]) func own(path: String) throws
  {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    try project.write("mine", to: path)
    try project.remove(Self.page)
    #expect(try project.run("build").status == 0)
    #expect(try project.read(path) == "mine")
    try project.replace("caption: Four images.", with: "caption: Four new images.", in: "report/01-data.md")
    #expect(try project.run("build").status == 0)
    #expect(try project.read(path) == "mine")
    #expect(try project.read(Self.page).contains("Four new images."))
    let added = try project.snapshot(of: "site").filter { site[$0.key] == nil && $0.value != "folder" }
    #expect(Array(added.keys) == [path])
    #expect(try project.hiddenNames == [".report"])
  }

  @Test("what a build wrote and no longer writes goes, with its folder") func outdated() throws {
    let project = try SampleReport.built()
    try project.replace("{loss-plot} losses", with: "{loss-plot} alone", in: "report/02-training.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!project.exists("site/figures/losses") && project.exists("site/figures/alone"))
  }

  @Test(
    "a file that was changed by hand stops the build with its name, unless it is forced",
    arguments: [
      "another letter", "a picture with other bytes", "a link in a page's place",
      "a folder in a page's place",
    ]) func changed(how: String) throws
  {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    var path = Self.page
    switch how {
    case "another letter": try project.replace("Four images.", with: "Five images.", in: path)
    case "a picture with other bytes":
      path = "site/figures/mean/panel-1-1.png"
      try project.write("no picture", to: path)
    case "a link in a page's place":
      try project.write(try project.read(path), to: "elsewhere.html")
      try project.remove(path)
      try FileManager.default.createSymbolicLink(
        atPath: project.url(path).path, withDestinationPath: "../elsewhere.html")
    default:
      try project.remove(path)
      try project.write("mine", to: path + "/mine")
    }
    let changed = try project.snapshot(of: "site")
    let outcome = try project.run("build")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(path): changed by hand") && outcome.errors.contains("--force"))
    #expect(try project.snapshot(of: "site") == changed)
    #expect(try project.run("build", "--force").status == 0)
    #expect(try project.snapshot(of: "site") == site)
    let type = try FileManager.default.attributesOfItem(atPath: project.url(path).path)[.type]
    #expect(type as? FileAttributeType == .typeRegular)
  }

  @Test("a site without sums is taken over where it is the same, and left alone where it is not")
  func adopted() throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    try project.remove("site/SHA256SUMS")
    #expect(try project.run("build").status == 0)
    #expect(try project.snapshot(of: "site") == site)
    try project.remove("site/SHA256SUMS")
    try project.write("<p>by hand", to: Self.page)
    #expect(try project.run("build").status == 1)
    #expect(try project.read(Self.page) == "<p>by hand")
  }

  @Test("the sums are those that sha256sum checks") func sums() throws {
    let project = try SampleReport.built()
    let check = Process()
    check.executableURL = URL(filePath: "/usr/bin/env")
    check.arguments = ["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"]
    check.currentDirectoryURL = project.url("site")
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
  }
}

extension Scratch {
  /// What stands in the project under a name with a dot.
  fileprivate var hiddenNames: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasPrefix(".") } }
  }
}
