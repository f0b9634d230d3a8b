import Foundation
import TestSupport
import Testing

/// A disk that is full, a folder that may not be written, a file where a folder should be.
@Suite struct DiskTests {
  @Test(
    "a full disk is said so, and the old site stands",
    .enabled(if: SmallDisk.canMount, "this user cannot mount"))
  func full() throws {
    let project = try SampleReport.built()
    let disk = try SmallDisk(at: project.url(".report/work"), kilobytes: 200)
    defer { disk.unmount() }
    let site = try project.snapshot(of: "site")
    try project.replace("width: 4", with: "width: 16", in: "report/02-training.md")
    let outcome = try project.run("build", "02-training")
    #expect(outcome.status == 3)
    try Transcript.diskFull.expect(outcome.errors)
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test(
    "a disk that fills up while the site is written leaves the old one",
    .enabled(if: SmallDisk.canMount, "this user cannot mount"))
  func fullWhileWritingTheSite() throws {
    let original = try SampleReport.fresh()
    let project = try Scratch()
    let disk = try SmallDisk(at: project.root, kilobytes: 1500)
    defer { disk.unmount() }
    try project.copy(original.url("report"), to: "report")
    let first = try project.run("build")
    #expect(first.status == 0, "\(first.errors)")
    let site = try project.snapshot(of: "site")
    try project.replace("Four images.", with: "Four new images.", in: "report/01-data.md")
    let ballast = project.url("ballast")
    _ = FileManager.default.createFile(atPath: ballast.path, contents: nil)
    let handle = try FileHandle(forWritingTo: ballast)
    while (try? handle.write(contentsOf: Data(count: 1024))) != nil {}
    try handle.close()
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    try Transcript.diskFullSite.expect(outcome.errors)
    #expect(try project.snapshot(of: "site") == site)
    #expect(!project.exists(".site.new"))
  }

  @Test("a project that may not be written says so") func readOnly() throws {
    let project = try SampleReport.fresh()
    let outcome = try project.run("build", wrapped: unprivileged)
    #expect(outcome.status == 3)
    try Transcript.readOnly.expect(outcome.errors)
  }

  @Test("a chapter that may not be read says so") func unreadable() throws {
    let project = try SampleReport.built()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o000], ofItemAtPath: project.url("report/01-data.md").path)
    let outcome = try project.run("build", wrapped: unprivileged)
    #expect(outcome.status == 3)
    try Transcript.unreadable.expect(outcome.errors)
  }

  @Test("a site that may not be replaced says so after the build") func siteLocked() throws {
    let project = try SampleReport.built()
    try project.replace("Four images.", with: "Four new images.", in: "report/01-data.md")
    for path in ["", ".report", ".report/store", ".report/work", ".report/last/quick"] {
      let mode = path.isEmpty ? 0o555 : 0o777
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: project.url(path).path)
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: project.url(".report/lock").path)
    let outcome = try project.run("build", wrapped: unprivileged)
    #expect(outcome.status == 3)
    try Transcript.siteLocked.expect(outcome.errors)
  }

  @Test(
    "a file where a folder should be is named",
    arguments: [
      (".report", Transcript.fileForState), (".report/store", .fileForStore), ("site", .fileForSite),
    ])
  func file(_ path: String, _ transcript: Transcript) throws {
    let project = try SampleReport.fresh()
    try project.write("a file", to: path)
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    try transcript.expect(outcome.errors)
    #expect(try project.read(path) == "a file")
  }

  @Test("a home that may not be written does not matter") func home() throws {
    let project = try SampleReport.fresh()
    #expect(try project.run("build", environment: ["HOME": "/proc/nothing"]).status == 0)
  }

  @Test("without KaTeX formulas are a fault, and a report without formulas builds") func katex() throws {
    let project = try SampleReport.built()
    let environment = ["REPORT_KATEX": "/nonexistent"]
    let outcome = try project.run("build", environment: environment)
    #expect(outcome.status == 3)
    try Transcript.katexMissing.expect(outcome.errors)
    let plain = try Scratch([
      "report/report.yml": "title: Plain\n", "report/01-plain.md": "---\ntitle: Plain\n---\n\nText.\n",
    ])
    #expect(try plain.run("build", environment: environment).status == 0)
  }

  /// Root may write everywhere; so the program runs as someone else where the tests run as root.
  private var unprivileged: [String] {
    geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
  }
}
