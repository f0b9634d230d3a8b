import Figures
import Foundation
import TestSupport
import Testing

/// What a reader learns under a figure, and what its file says of itself.
@Suite struct ProvenanceTests {
  private static let published = "report/published.json"

  /// The part of a page that is about where a figure comes from.
  private static func provenance(of id: String, on page: String, in project: Scratch) throws -> String {
    let text = try project.read("site/\(page).html")
    let figure = try #require(text.components(separatedBy: "<figure id=\"\(id)\"").last)
    let part = try #require(figure.components(separatedBy: "<div class=\"provenance\"").dropFirst().first)
    return try #require(part.components(separatedBy: "</div>").first)
  }

  @Test("only --update-lock publishes, and a page says how its figures were made") func page() throws {
    let project = try SampleReport.built()
    #expect(!project.exists(Self.published))
    let before = try Self.provenance(of: "cleaned", on: "02-training", in: project)
    #expect(!before.contains("ot yet published"))
    #expect(
      before.contains("Made from <a class=\"reference\" href=\"#denoiser\">Figure 2.1</a>."), "\(before)")
    #expect(before.contains("<code>report verify cleaned --upstream</code>"))
    #expect(try project.run("verify").status == 0)
    #expect(try project.run("build", "--update-lock").status == 0)
    let lines = try project.read(Self.published).split(separator: "\n")
    #expect(lines.count == 8 && lines.dropFirst().first?.contains("\"block\":\"cleaned\"") == true)
    let after = try Self.provenance(of: "denoiser", on: "02-training", in: project)
    for text in [
      "<dt>epoch-2.safetensors</dt><dd title=\"SHA-256 ", "<dt>published</dt><dd>20", "<dt>time</dt>",
      "MB, with the program; by estimate at most ", "<dt>program</dt><dd>report ", "<dt>machine</dt>",
      "<dt>verified</dt><dd>identical, ",
    ] { #expect(after.contains(text), "\(after)") }
    #expect(try project.run("status", "--strict").status == 0)
  }

  @Test("what was published stays, and another result is not yet published") func unpublished() throws {
    let project = try Scratch.locked()
    let text = try project.read(Self.published)
    #expect(
      try project.run("build", "--update-lock", environment: ["SOURCE_DATE_EPOCH": "86400"]).status == 0)
    #expect(try project.read(Self.published) == text)
    try project.replace("evaluate: 8", with: "evaluate: 9", in: "report/02-training.md")
    #expect(try project.run("build").status == 0)
    #expect(try project.read(Self.published) == text)
    #expect(try Self.provenance(of: "cleaned", on: "02-training", in: project).contains("Not yet published"))
    #expect(
      try !Self.provenance(of: "denoiser", on: "02-training", in: project).contains("Not yet published"))
    #expect(
      try project.run("build", "--update-lock", environment: ["SOURCE_DATE_EPOCH": "86400"]).status == 0)
    #expect(
      try Self.provenance(of: "cleaned", on: "02-training", in: project).contains("<dd>1970-01-02</dd>"))
  }

  @Test("what was published before memory was measured gets its peak where the result is made again")
  func peak() throws {
    let project = try Scratch.locked()
    #expect(try project.run("verify").status == 0)
    #expect(try project.run("build", "--update-lock").status == 0)
    let text = try project.read(Self.published)
    let peaks = text.matches(of: #/"peak":([0-9]+),/#).compactMap { Int($0.1) }
    // At least the program itself, and less than a whole machine.
    #expect(peaks.count == 6 && peaks.allSatisfy { (5_000_000..<4_000_000_000).contains($0) }, "\(peaks)")
    try project.write(text.replacing(#/"peak":[0-9]+,/#, with: ""), to: Self.published)
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.read(Self.published) == text)
  }

  @Test("a rebuild elsewhere writes the same site byte for byte") func elsewhere() throws {
    let project = try Scratch.locked()
    let before = try project.snapshot(of: "site")
    let clone = try project.duplicate()
    try clone.remove(".report")
    try clone.remove("site")
    #expect(try clone.run("build", "--threads", "1").status == 0)
    #expect(try clone.snapshot(of: "site") == before)
  }

  @Test(
    "the commit of the sources stands there, and no program that their configuration names runs",
    .enabled(if: Tools.has("git")))
  func commit() throws {
    let project = try SampleReport.built()
    try project.git("init", "-q")
    try project.git("add", "report")
    try project.git("commit", "-q", "-m", "first")
    let head = try project.git("rev-parse", "HEAD")
    try project.git("config", "core.fsmonitor", "touch \(project.url("ran").path)")
    try project.git("config", "filter.x.clean", "touch \(project.url("ran").path)")
    try project.write("* filter=x\n", to: ".git/info/attributes")
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.read(Self.published).contains("\"commit\":\"\(head)\",\"date\":"))
    #expect(try project.read(Self.published).contains("\"isClean\":true"))
    try project.replace("Four images.", with: "Some images.", in: "report/01-data.md")
    try project.remove(Self.published)
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.read(Self.published).contains("\"isClean\":false"))
    #expect(
      try Self.provenance(of: "digits", on: "01-data", in: project).contains(
        "\(head.prefix(12)), with changes"))
    #expect(!project.exists("ran"))
  }
}

/// `report inspect`: a figure's file tells its block.
@Suite struct InspectTests {
  private static let picture = "site/figures/digits/panel-1-1.png"

  @Test("a picture of the site has the pixels of the result, and tells its block ready to paste") func block()
    throws
  {
    let project = try Scratch.locked()
    let stored = try Data(contentsOf: project.url("\(project.entry(of: "digits"))/panel-1-1.png"))
    let shown = try Data(contentsOf: project.url(Self.picture))
    #expect(stored != shown)
    #expect(try Picture(png: stored) == Picture(png: shown))
    let outcome = try project.run("inspect", Self.picture)
    #expect(outcome.status == 0)
    let block = try #require(
      SampleReport.first.components(separatedBy: "\n\n").first { $0.contains("{dataset} digits") })
    #expect(outcome.output == block.trimmingCharacters(in: .newlines) + "\n")
    #expect(
      outcome.errors
        == "\(Self.picture): what it shows is what the lock names as panel-1-1.png of 'digits', profile quick\n"
    )
  }

  @Test("a drawing tells its block as well") func drawing() throws {
    let project = try Scratch.locked()
    let outcome = try project.run("inspect", "site/figures/denoiser/plot.svg")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("```{train} denoiser\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("is what the lock names as plot.svg of 'denoiser'"), "\(outcome.errors)")
    try project.replace("<path", with: "<path class=\"c1\"", in: "site/figures/denoiser/plot.svg")
    #expect(try project.run("inspect", "site/figures/denoiser/plot.svg").status == 1)
  }

  @Test("other pixels are told, and a file without a block") func others() throws {
    let project = try Scratch.locked()
    let stranger = try project.duplicate()
    try stranger.forge(of: "digits") { $0[0] = 255 - $0[0] }
    #expect(try stranger.run("build", "--force").status == 0)
    try project.copy(stranger.url(Self.picture), to: "other.png")
    let outcome = try project.run("inspect", "other.png")
    #expect(
      outcome.status == 1 && outcome.errors.contains("it shows something else than what the lock names"))
    let entry = try project.entry(of: "digits")
    let plain = try project.run("inspect", "\(entry)/panel-1-1.png")
    #expect(plain.status == 1 && plain.errors.contains("error: it carries no block"), "\(plain.errors)")
    #expect(try project.run("inspect", "nowhere.png").status == 3)
    try project.remove(LockTests.lock)
    let unlocked = try project.run("inspect", Self.picture)
    #expect(unlocked.status == 0 && unlocked.errors.contains("no lock here names panel-1-1.png"))
    let json = try project.run("inspect", Self.picture, "--json")
    #expect(json.output.contains("\"block\" : \"digits\""))
  }
}
