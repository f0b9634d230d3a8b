import Foundation
import TestSupport
import Testing

/// What a published site says for machines.
@Suite struct RunCrateTests {
  private static let metadata = "site/ro-crate-metadata.json"

  @Test("a report that publishes nothing has no crate") func unpublished() throws {
    #expect(try !SampleReport.built().exists(Self.metadata))
  }

  @Test("everything that the crate names is described in it, and its files are in the site") func whole()
    throws
  {
    let project = try Scratch.locked()
    let crate = try #require(
      JSONSerialization.jsonObject(with: Data(project.read(Self.metadata).utf8)) as? [String: Any])
    let graph = try #require(crate["@graph"] as? [[String: Any]])
    let ids = graph.compactMap { $0["@id"] as? String }
    #expect(Set(ids).count == ids.count && ids.count == graph.count)
    var named: [String] = []
    func collect(_ value: Any) {
      if let list = value as? [Any] { list.forEach(collect) }
      if let one = value as? [String: Any], one.count == 1, let id = one["@id"] as? String {
        named.append(id)
      }
    }
    for entity in graph { entity.values.forEach(collect) }
    let known = Set(ids + ["https://w3id.org/ro/crate/1.1"])
    #expect(named.filter { !known.contains($0) } == [] && named.count > 50)
    let files = graph.filter { $0["@type"] as? String == "File" }.compactMap { $0["@id"] as? String }
    #expect(files.contains("figures/digits/panel-1-1.png") && files.contains("figures/denoiser/plot.csv"))
    for file in files + ["blocks.md"] { #expect(project.exists("site/\(file)"), "\(file)") }
    let run = try #require(graph.first { $0["@id"] as? String == "#run-cleaned" })
    #expect(try run["identifier"] as? String == project.result(of: "cleaned").recipe.key)
    #expect(try project.read("site/blocks.md").hasPrefix("```{dataset} digits\n"))
  }

  @Test("a report with authors says how it is cited") func citation() throws {
    let project = try SampleReport.built()
    try project.replace(
      "title: A sample",
      with: "title: 'A \"sample\": it'\ndate: 2026-11-30\nauthors: [Ada Lovelace, Emmy Noether]",
      in: "report/report.yml")
    #expect(try project.run("build", "--update-lock").status == 0)
    let text = try project.read("site/CITATION.cff")
    #expect(
      text.contains("title: \"A \\\"sample\\\": it\"\nauthors:\n  - name: \"Ada Lovelace\"\n"), "\(text)")
    #expect(text.hasSuffix("date-released: 2026-11-30\n"))
  }
}
