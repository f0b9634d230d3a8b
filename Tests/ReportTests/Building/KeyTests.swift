import Foundation
import TestSupport
import Testing

/// What decides whether results are found again: the keys of the project's own report, and the defaults that no key has in
/// it. Both are kept in `Keys/NAME.txt`; a mismatch writes `NAME.txt.actual`, which takes its place where it is meant.
@Suite struct KeyTests {
  private static let folder = Checkout.root.appending(path: "Tests/ReportTests/Keys")

  /// The block that has another key whenever something was published.
  private static let showingVerifications = "verified"

  private struct Block: Decodable { let id, key: String }

  private struct Reference: Decodable {
    struct Option: Decodable {
      let name: String
      let standard: String?
    }
    let name: String
    let version: Int
    let options: [Option]
  }

  private static func decode<Record: Decodable>(_: Record.Type, _ arguments: String...) throws -> Record {
    let outcome = try Program.run(arguments + ["--json"], in: Checkout.root)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Record.self, from: Data(outcome.output.utf8))
  }

  /// Compares lines with those of a file.
  ///
  /// - Parameter remedy: what a mismatch asks for.
  private static func expect(_ lines: [String], in name: String, _ remedy: String) throws {
    let url = folder.appending(path: "\(name).txt")
    let actual = lines.joined(separator: "\n") + "\n"
    let wanted = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    guard actual != wanted else { return }
    try Data(actual.utf8).write(to: url.appendingPathExtension("actual"))
    let before = Set(wanted.split(separator: "\n").map(String.init))
    let changed = lines.filter { !before.contains($0) }.joined(separator: "\n")
    Issue.record("\(name).txt.actual differs from \(name).txt; \(remedy):\n\(changed)")
  }

  #if arch(x86_64)  // the architecture is in every key
    @Test(
      "a change of the program leaves the report's keys as they are", arguments: ["draft", "quick", "paper"])
    func keys(_ profile: String) throws {
      // A data set that is not there has the keys that its published sums give it.
      let blocks = try Self.decode([Block].self, "status", "--profile", profile)
      #expect(blocks.count > 100)
      try Self.expect(
        blocks.filter { $0.id != Self.showingVerifications }.map { "\($0.id) \($0.key.prefix(16))" }.sorted(),
        in: profile,
        "these blocks run anew for every author; if that is meant, move the file over")
    }
  #endif

  @Test("a default changes only together with its directive's version") func defaults() throws {
    let all = try Self.decode([Reference].self, "directives")
    let lines = all.flatMap { directive in
      directive.options.compactMap { option in
        option.standard.map { "\(directive.name) \(directive.version) \(option.name): \($0)" }
      }
    }
    try Self.expect(
      lines.sorted(), in: "defaults",
      "no key has a default in it, so raise the version of a directive that has another one than before, and move the "
        + "file over; an option that is new needs no version")
  }
}
