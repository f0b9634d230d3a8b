import Foundation
import Pipeline
import TestSupport
import Testing

/// Keys beside the text of a block: files that it shows, names and places of blocks and chapters, the engine.
@Suite struct KeyPlaceTests {
  @Test("the bytes of a picture or a table that a block shows run that block again, and no other")
  func shown() throws {
    let project = try SampleReport.built()
    try project.copy(Fixtures.shared.url("pictures/rgb.png"), to: "report/rgb.png")
    try project.write("a,b\n1,2\n", to: "report/rows.csv")
    try project.write(
      SampleChapter([Block("figure", "own", "file: rgb.png"), Block("table", "rows", "data: rows.csv")]))
    #expect(try project.run("build").status == 0)
    #expect(try project.stale().isEmpty)
    try project.annotate("report/rgb.png")
    #expect(try project.stale() == ["own"])
    try project.write("a,b\n1,3\n", to: "report/rows.csv")
    #expect(try project.stale() == ["own", "rows"])
    try project.write("a,b\n1,2\n", to: "report/rows.csv")
    #expect(try project.stale() == ["own"])
  }

  @Test("a block under a new name does not run again; those that name it in their options do")
  func renamed() throws {
    let project = try SampleReport.built()
    let text = try project.read("report/02-training.md")
    let renamed = text.replacing("{train} denoiser", with: "{train} network")
      .replacing("model: denoiser", with: "model: network").replacing("runs: denoiser", with: "runs: network")
      .replacing("denoiser.loss", with: "network.loss").replacing("@denoiser", with: "@network")
    try project.write(renamed, to: "report/02-training.md")
    // The options of the readers name it; a network is the same by whatever name.
    #expect(try !project.stale().contains("network"))
    #expect(try !project.stale().contains("digits"))
  }

  @Test("chapters in another order, and a block moved to another chapter, run nothing") func moved() throws {
    let project = try SampleReport.built()
    try project.replace("order: 1", with: "order: 9", in: "report/01-data.md")
    #expect(try project.stale().isEmpty)
    let text = try project.read("report/01-data.md")
    let start = try #require(text.range(of: "```{mean-image}"))
    let block = String(text[start.lowerBound...])
    try project.write(String(text[..<start.lowerBound]), to: "report/01-data.md")
    try project.write(project.read("report/02-training.md") + "\n" + block, to: "report/02-training.md")
    #expect(try project.stale().isEmpty)
  }

  @Test(
    "another version of the engine, or another architecture, is another key for every block",
    arguments: [("engine", "numerics 0"), ("architecture", "riscv")]) func engine(name: String, value: String)
    throws
  {
    let project = try SampleReport.built()
    for id in ["digits", "mean", "denoiser", "cleaned", "losses", "summary"] {
      let recipe = try project.result(of: id).recipe
      #expect(Recipe(parts: recipe.parts).key == recipe.key)
      let other = Recipe(parts: recipe.parts.map { $0.name == name ? .init(name: name, value: value) : $0 })
      #expect(other.key != recipe.key, "\(id)")
    }
  }
}
