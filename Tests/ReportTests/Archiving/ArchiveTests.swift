import Foundation
import TestSupport
import Testing

/// `report archive` and `report verify FILE.zip`.
@Suite struct ArchiveTests {
  private struct Certificate: Decodable {
    struct Block: Decodable { let block, verdict: String }
    struct Page: Decodable { let path, text: String }
    let archive, outcome, sha256: String
    let reason: String?
    let blocks: [Block]
    let site: [Page]
    let comparesPages: Bool
  }

  private nonisolated(unsafe) static let locked = Result { try Scratch.locked() }

  /// A folder with archives of a report, each after an edit.
  private static func archives(_ edits: (name: String, edit: (Scratch) throws -> Void)...) throws -> Scratch {
    let folder = try Scratch(named: "hand-ins")
    for (name, edit) in edits {
      let project = try locked.get().duplicate()
      try edit(project)
      let outcome = try project.run("archive", "\(name).zip")
      try #require(outcome.status == 0, "\(outcome.errors)")
      try folder.copy(project.url("\(name).zip"), to: "\(name).zip")
    }
    return folder
  }

  private static func verify(_ folder: Scratch, _ arguments: String...) throws -> (
    [Certificate], Int32, String
  ) {
    let outcome = try folder.run(["verify", "--json"] + arguments)
    let all = try? JSONDecoder().decode([Certificate].self, from: Data(outcome.output.utf8))
    return (try #require(all, "\(outcome.output)\(outcome.errors)"), outcome.status, outcome.errors)
  }

  @Test("the same report gives the same bytes, wherever it lies") func bytes() throws {
    let project = try Self.locked.get().duplicate()
    #expect(try project.run("archive", "one.zip").status == 0)
    let copy = try Self.locked.get().duplicate()
    #expect(try copy.run("archive", "one.zip").status == 0)
    #expect(
      try project.snapshot(of: "").filter { $0.key == "/one.zip" }
        == copy.snapshot(of: "").filter { $0.key == "/one.zip" })
  }

  @Test("an archive is run and compared with its lock and its site, with a certificate") func reproduced()
    throws
  {
    let folder = try Self.archives(("mine", { _ in }))
    let (certificates, status, errors) = try Self.verify(folder, "mine.zip")
    #expect(status == 0, "\(errors)")
    let certificate = try #require(certificates.first)
    #expect(certificate.outcome == "reproduced" && certificate.blocks.count == 6 && certificate.site.isEmpty)
    #expect(certificate.comparesPages && certificate.blocks.allSatisfy { $0.verdict == "identical" })
    let place = "report-verification/mine-\(certificate.sha256.prefix(12))"
    #expect(try folder.read("\(place)/certificate.txt").contains("outcome   reproduced: 6 identical\n"))
    #expect(HTMLPage(try folder.read("\(place)/certificate.html")).flaw == nil)
    // The certificate stands until the file changes.
    try folder.remove("\(place)/project")
    #expect(try Self.verify(folder, "mine.zip").1 == 0)
    #expect(!folder.exists("\(place)/project"))
    // Only what is asked for runs.
    let (part, _, _) = try Self.verify(folder, "mine.zip", "cleaned")
    #expect(part[0].blocks.map(\.block) == ["denoiser", "cleaned"] && !part[0].comparesPages)
  }

  @Test("with the weights nothing that was not asked for runs again") func weights() throws {
    let folder = try Scratch(named: "hand-ins")
    let project = try Self.locked.get().duplicate()
    #expect(try project.run("archive", "full.zip", "--with-weights").status == 0)
    try folder.copy(project.url("full.zip"), to: "full.zip")
    let (certificates, status, errors) = try Self.verify(folder, "full.zip", "cleaned")
    #expect(status == 0 && certificates[0].blocks.map(\.block) == ["cleaned"], "\(errors)")
    #expect(try Self.verify(folder, "full.zip").1 == 0)
  }

  @Test("what was planted is named: a number in a page, a picture, a lock, another seed") func planted()
    throws
  {
    let picture = "site/figures/digits/panel-1-1.png"
    let folder = try Self.archives(
      ("number", { try $0.replace("160</span> images", with: "161</span> images", in: "site/01-data.html") }),
      (
        "picture",
        {
          try $0.remove(picture)
          try $0.copy($0.url("site/figures/digits/panel-1-2.png"), to: picture)
        }
      ),
      (
        "lock",
        {
          try $0.replace(
            "quick mean value:variance 0.0", with: "quick mean value:variance 0.1", in: LockTests.lock)
        }
      ),
      (
        "seed",
        { try $0.replace("evaluate: 8\nseed: 1", with: "evaluate: 8\nseed: 2", in: "report/02-training.md") }
      ))
    let (all, status, errors) = try Self.verify(folder, "number.zip", "picture.zip", "lock.zip", "seed.zip")
    #expect(
      status == 1 && all.map(\.outcome) == ["different", "different", "different", "different"], "\(errors)")
    #expect(
      all[0].site.map(\.path) == ["01-data.html"] && all[0].site[0].text.contains("161"), "\(all[0].site)")
    #expect(all[1].site.map(\.path) == ["figures/digits/panel-1-1.png"])
    #expect(all[2].blocks.filter { $0.verdict != "identical" }.map(\.block) == ["mean"])
    #expect(all[3].blocks.filter { $0.verdict != "identical" }.map(\.block) == ["cleaned"])
  }

  @Test("of many there is a table with equal keys and seeds, and one hostile file spoils nothing") func many()
    throws
  {
    let folder = try Self.archives(
      ("one", { _ in }),
      (
        "two",
        {
          try $0.replace("Four images.", with: "My images.", in: "report/01-data.md"); _ = try $0.run("build")
        }
      ))
    try folder.write("no zip file", to: "broken.zip")
    try folder.copy(folder.url("one.zip"), to: "copy.zip")
    let outcome = try folder.run("verify", "one.zip", "broken.zip", "two.zip", "copy.zip")
    #expect(outcome.status == 1, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines[1].contains("reproduced") && lines[1].contains("copy.zip: the same file"), "\(lines[1])")
    #expect(
      lines[1].contains(
        "two.zip: 6 of 6 keys, among them with the same random numbers digits (seed 0), denoiser (seed 0)"))
    #expect(
      lines[2].contains("broken.zip") && lines[2].contains("refused: it is no zip file that can be read"))
    #expect(lines[3].contains("reproduced") && lines[3].contains("6 of 6"))
    #expect(HTMLPage(try folder.read("report-verification/table.html")).flaw == nil)
  }

  @Test("a report without a lock or a site is not archived, and wrong usage is told") func usage() throws {
    let project = try SampleReport.built()
    let unlocked = try project.run("archive", "a.zip")
    #expect(
      unlocked.status == 1 && unlocked.errors.contains("make it: report build --update-lock"),
      "\(unlocked.errors)")
    #expect(try project.run("archive", "a.tar").status == 2)
    #expect(try project.run("verify", "nowhere.zip").status == 2)
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.run("verify", "a.zip", "--numerics", "openblas").status == 2)
    try project.remove("site")
    let siteless = try project.run("archive", "a.zip")
    #expect(siteless.status == 1 && siteless.errors.contains("there is no site"))
  }
}
