import Foundation
import TestSupport
import Testing

/// Files as editors and people leave them while `report serve` looks on.
@Suite struct SavingTests {
  @Test("every way of saving brings the new text") func ways() throws {
    let project = try TextReport.fresh()
    let served = try ServedReport(project)
    let place = project.url(TextReport.second)
    func text(_ mark: String) throws -> Data {
      Data(try project.read(TextReport.second).utf8) + Data("\nSaved \(mark).\n".utf8)
    }
    // In place, in two steps.
    var new = try text("in place")
    let handle = try FileHandle(forWritingTo: place)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: new.prefix(7))
    try handle.write(contentsOf: new.dropFirst(7))
    try handle.close()
    try served.wait(until: "02-second.html", contains: "Saved in place.")
    // Another file of the name, as most editors do.
    new = try text("by its name")
    try new.write(to: project.url("report/.02-second.md.swp"))
    #expect(rename(project.url("report/.02-second.md.swp").path, place.path) == 0)
    try served.wait(until: "02-second.html", contains: "Saved by its name.")
    // Gone and there again, the old one under another name.
    new = try text("anew")
    #expect(rename(place.path, place.path + "~") == 0)
    try new.write(to: place)
    try served.wait(until: "02-second.html", contains: "Saved anew.")
    #expect(try served.state().problems.isEmpty)
  }

  @Test("an editor's own files change nothing") func swapFiles() throws {
    let project = try TextReport.fresh()
    let served = try ServedReport(project)
    try project.replace("The end.", with: "The first end.", in: TextReport.first)
    try served.wait(until: "01-first.html", contains: "The first end.")
    let version = try served.state().version
    for name in [
      ".01-first.md.swp", "01-first.md~", "#01-first.md#", "4913", ".#01-first.md", "01-first.md.tmp",
    ] {
      try project.write("---\nno chapter", to: "report/\(name)")
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: project.url("report/4913").path)
    // Whatever came of them would come before this.
    let style = try project.write("main { color: #123; }", to: "templates/style.css")
    try served.wait(for: "the style") { try served.get("/assets/style.css").text.contains("#123") }
    let next = try served.state().version
    #expect(Self.number(next) == Self.number(version) + 1, "\(version) to \(next)")
    #expect(FileManager.default.fileExists(atPath: style.path))
  }

  /// How many sites and listeners there were before a version.
  private static func number(_ version: String) -> Int {
    version.split(separator: "-").last.flatMap { Int($0) } ?? 0
  }

  @Test("half a character is told of, and gone with the other half") func halfWritten() throws {
    let project = try TextReport.fresh()
    let served = try ServedReport(project)
    let whole = Array(try project.read(TextReport.second).utf8) + Array("\nGrüße.\n".utf8)
    let cut = try #require(whole.lastIndex(of: 0xc3))
    try project.write(Array(whole[...cut]), to: TextReport.second)
    try served.wait(for: "a complaint") { try !served.state().problems.isEmpty }
    #expect(try served.state().problems.first?.contains("02-second.md") == true)
    #expect(try served.page("02-second.html").contains("the first"), "the last good page stands")
    try project.write(whole, to: TextReport.second)
    try served.wait(until: "02-second.html", contains: "Grüße.")
    #expect(try served.state().problems.isEmpty)
  }

  @Test("a chapter that goes is told of and still shown, and comes back") func deleted() throws {
    let project = try TextReport.fresh()
    try project.write("title: Text\nchapters: [01-first.md, 02-second.md]\n", to: "report/report.yml")
    let served = try ServedReport(project)
    let text = try project.read(TextReport.second)
    try project.remove(TextReport.second)
    try served.wait(for: "a complaint") { try !served.state().problems.isEmpty }
    #expect(try served.get("/02-second.html").status == 200)
    #expect(served.running.errors.contains("02-second.md"), "the console says it, too")
    try project.write(text + "\nBack again.\n", to: TextReport.second)
    try served.wait(until: "02-second.html", contains: "Back again.")
    #expect(try served.state().problems.isEmpty)
  }

  @Test("of a thousand saves in a row the last one is shown") func many() throws {
    let project = try TextReport.fresh()
    let served = try ServedReport(project)
    let text = try project.read(TextReport.second)
    for number in 1...1000 { try project.write(text + "\nSave \(number).\n", to: TextReport.second) }
    try served.wait(until: "02-second.html", contains: "Save 1000.")
    #expect(served.end(by: SIGTERM).status == 130)
  }

  @Test("what is read beside chapters is watched: the manifest, included files, pictures") func others()
    throws
  {
    let project = try TextReport.fresh()
    try project.write("Included once.\n", to: "report/parts/part.txt")
    try project.replace(
      "The end.", with: "{{< include parts/part.txt >}}\n\n![A drawing](drawing.svg)", in: TextReport.first)
    let drawing =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title>one</title></svg>"
    try project.write(drawing, to: "report/drawing.svg")
    let served = try ServedReport(project)
    try served.wait(until: "01-first.html", contains: "Included once.")
    try project.write("Included twice.\n", to: "report/parts/part.txt")
    try served.wait(until: "01-first.html", contains: "Included twice.")
    try project.write(drawing.replacing("one", with: "two"), to: "report/drawing.svg")
    try served.wait(for: "the drawing") { try served.get("/files/drawing.svg").text.contains("two") }
    try project.write("title: Another title\n", to: "report/report.yml")
    try served.wait(until: "index.html", contains: "Another title")
  }
}
