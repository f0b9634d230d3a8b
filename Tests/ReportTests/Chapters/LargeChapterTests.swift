import Foundation
import TestSupport
import Testing

/// Chapters as large as a file of a report may be: they take memory in proportion, and their mistakes are told in few
/// words. What grows faster than the chapter would be killed here.
@Suite struct LargeChapterTests {
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let mistakes: Int
    let more: String

    init(_ name: String, _ text: String, _ mistakes: Int, _ more: String) {
      (testDescription, self.text, self.mistakes, self.more) = (name, text, mistakes, more)
    }
  }

  private static func many(_ count: Int, _ text: (Int) -> String) -> String {
    (0..<count).map(text).joined()
  }

  static let rows = [
    Row(
      "references to one name", many(100_000) { _ in "@x " }, 100_000,
      "report/03-case.md:6: 99900 more like this one; to see all: report check --json"),
    Row(
      "references to many names", many(100_000) { "@x\($0)\n" }, 100_000,
      "report/03-case.md:6: 99900 more like this one; to see all: report check --json"),
    Row(
      "values in one line", many(100_000) { _ in "{{x.y}} " }, 100_000,
      "report/03-case.md:6: 99900 more like this one; to see all: report check --json"),
    Row(
      "broken links in one line", many(100_000) { "[a](b\($0).md) " }, 100_000,
      "report/03-case.md:6: 99900 more like this one; to see all: report check --json"),
    Row(
      "options of one block", "```{noise} case\n\(many(100_000) { "k\($0): x\n" })```\n", 100_003,
      "report/03-case.md:7: 99900 more like this one; to see all: report check --json"),
    Row(
      "blocks that cannot be read", many(20_000) { "```{noise b\($0)\n```\n" }, 20_000,
      "report/03-case.md:6: 19900 more like this one; to see all: report check --json"),
    Row(
      "blocks without options", many(5000) { "```{table} b\($0)\n```\n" }, 15_000,
      "report/03-case.md:6: 14900 more like this one; to see all: report check --json"),
    Row(
      "pictures within pictures",
      "@x " + String(repeating: "![", count: 50_000) + "x" + String(repeating: "](#y)", count: 50_000), 1,
      "error: nothing has the id 'x'"),
  ]

  @Test("a large chapter's mistakes are counted in little memory and told in few words", arguments: rows)
  func mistakes(_ row: Row) throws {
    let project = try SampleReport.fresh()
    try project.write(SampleChapter.front() + row.text, to: SampleChapter.path)
    let (outcome, peak) = try project.measure(["check"], seconds: 60)
    #expect(outcome.status == 1)
    #expect(peak < 500_000_000, "\(peak) bytes")
    #expect(outcome.errors.contains(row.more), "\(outcome.errors.suffix(500))")
    let end = row.mistakes == 1 ? "" : "\(row.mistakes) mistakes\n"
    #expect(outcome.errors.hasSuffix(end), "\(outcome.errors.suffix(500))")
    #expect(outcome.errors.utf8.count < 100_000)
  }

  @Test("as JSON there are all mistakes, the first hundred of a sort with a remedy") func json() throws {
    struct Record: Decodable { let message: String, help: String? }
    let project = try SampleReport.fresh()
    let text = Self.many(150) { _ in "@denoisr\n" } + Self.many(3) { _ in "{{denoisr.loss}}\n" }
    try project.write(SampleChapter.front() + text, to: SampleChapter.path)
    let outcome = try project.run("check", "--json")
    let records = try JSONDecoder().decode([Record].self, from: Data(outcome.output.utf8))
    #expect(records.count == 153)
    #expect(records.count { $0.help?.hasPrefix("did you mean 'denoiser'?") == true } == 103)
    #expect(records.last?.help != nil)
  }

  @Test("twenty thousand blocks, each reading the one before, are planned in memory in proportion")
  func blocks() throws {
    func peak(_ count: Int) throws -> Int {
      let project = try SampleReport.fresh()
      let blocks = (0..<count).map { index in
        Block("compare", "t\(index)", "blocks: [\(index == 0 ? "cleaned" : "t\(index - 1)"), digits]")
      }
      try project.write(SampleChapter(blocks))
      let (outcome, peak) = try project.measure(["check"], seconds: 120)
      #expect(outcome.output == "3 chapters, \(count + 6) blocks, profile quick: no mistakes\n")
      return peak
    }
    let (small, large) = try (peak(5000), peak(20_000))
    #expect(large < 1_000_000_000, "\(large) bytes")
    #expect(large < 4 * small, "\(small) and \(large) bytes")
  }
}
