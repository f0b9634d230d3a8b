import Foundation
import TestSupport
import Testing

/// Prompts with words that a model never saw: a warning, and the build goes on.
@Suite struct UnseenWordsTests {
  private static func project(words: String?) throws -> Scratch {
    let project = try SampleReport.withModels([
      Block.tiny,
      Block(
        "generate", "first",
        "model: tiny\nprompts: [A photo of a Rocket, a rocket shipp over Rome]\nnegative: blurry\nsteps: 2"),
    ])
    if let words { try project.write(words, to: "report/models/whole/tokenizer/words.txt") }
    return project
  }

  private static let warnings = """
    report/03-case.md:13:10: warning: generate: 'prompts' has words that the model 'tiny' never saw: 'shipp', 'rome'
      13 | prompts: [A photo of a Rocket, a rocket shipp over Rome]
         |          ^
      help: did you mean 'ship'?
    report/03-case.md:14:11: warning: generate: 'negative' has a word that the model 'tiny' never saw: 'blurry'
      14 | negative: blurry
         |           ^^^^^^
      help: it knows the words of its tokenizer/words.txt; what others lead to is chance

    """

  private static let words = "a\nphoto\nof\nrocket\nship\nover\n"

  @Test("check names the words at their options, and finds no mistake") func check() throws {
    let project = try Self.project(words: Self.words)
    let outcome = try project.run("check")
    #expect(outcome.status == 0)
    #expect(outcome.errors == Self.warnings)
    #expect(outcome.output == "3 chapters, 8 blocks, profile quick: no mistakes, 2 warnings\n")
  }

  @Test("check as JSON has the warnings, of their own kind") func json() throws {
    struct Record: Decodable {
      let kind, path, message, help: String
      let line, column: Int
    }
    let outcome = try Self.project(words: Self.words).run("check", "--json")
    let records = try JSONDecoder().decode([Record].self, from: Data(outcome.output.utf8))
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(records.map(\.kind) == ["warning", "warning"])
    #expect(records.map(\.line) == [13, 14])
    #expect(records[0].help == "did you mean 'ship'?")
  }

  @Test("a build warns whether or not the block runs, and writes the site") func build() throws {
    let project = try Self.project(words: Self.words)
    let (first, second) = (try project.run("build"), try project.run("build"))
    #expect(first.status == 0 && first.errors.hasPrefix(Self.warnings), "\(first.errors)")
    #expect(first.errors.contains("2 of 8 blocks ran"))
    #expect(second.status == 0 && second.errors.hasPrefix(Self.warnings), "\(second.errors)")
    #expect(second.errors.contains("0 of 8 blocks ran"))
  }

  @Test("a mistake elsewhere is an error still, beside the warnings") func mistake() throws {
    let project = try Self.project(words: Self.words)
    try project.replace("steps: 2", with: "steps: 2\ngidance: 3", in: SampleChapter.path)
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("unknown option 'gidance'"))
  }

  @Test("without a list the model is asked for its letters") func letters() throws {
    let project = try Self.project(words: nil)
    #expect(try !project.run("check").errors.contains("never saw"))
    try project.replace("negative: blurry", with: "negative: \u{16A0}\u{16A2}", in: SampleChapter.path)
    let outcome = try project.run("check")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains(
        "'negative' has a word that the model 'tiny' has no letters for: '\u{16A0}\u{16A2}'"),
      "\(outcome.errors)")
  }

  @Test("captions of a training are looked at, and are known to what is trained") func captions() throws {
    let project = try Self.project(words: "a\nrocket\nship\nhigh\nquality\nphoto\n")
    try project.write(
      SampleChapter([
        Block.tiny, Block("train-text-to-image", "painter", "model: tiny\ndata: pictures\nepochs: 1"),
        Block("generate", "painted", "model: painter\nprompts: [a pencil, a pen]"),
      ]))
    let outcome = try project.run("check")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("'data' has a word that the model 'tiny' never saw: 'pencil'"))
    #expect(outcome.errors.contains("'prompts' has a word that the model 'painter' never saw: 'pen'"))
  }
}
