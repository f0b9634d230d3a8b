import Foundation
import TestSupport
import Testing

/// What an author writes cannot make the terminal do anything, or forge a line of the program's.
@Suite struct ControlCharacterTests {
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0a: false
    case ..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  @Test(
    "controls and direction marks in a report are written out",
    arguments: [
      ("split: train", #"split: "\e[31m""#, #"found '\u{1b}[31m'"#),
      ("split: train", #""\e]0;x\a": train"#, #"unknown option '\u{1b}]0;x\u{7}'"#),
      (
        "split: train", #""x\nreport/01-data.md:1:1: error: forged": 1"#,
        "\n    report/01-data.md:1:1: error: forged'"
      ),
      ("data: ./digits", "data: \"\u{202e}\u{2066}x\"", "| data: \"\u{fffd}\u{fffd}x\""),
      ("order: 1", #"order: "\x9b2J""#, #"\u{9b}2J"#),
      ("@digits shows four", "[link](\u{202e}.md)", #"\u{202e}.md"#),
    ])
  func chapters(_ old: String, _ new: String, _ words: String) throws {
    let project = try SampleReport.fresh()
    try project.replace(old, with: new, in: "report/01-data.md")
    let outcome = try project.run("check")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(!outcome.errors.unicodeScalars.contains(where: Self.isUnseen))
    #expect(outcome.errors.split(separator: "\n").allSatisfy { !$0.hasPrefix("report/01-data.md:1:1") })
    let json = try project.run("check", "--json").output
    #expect(!json.unicodeScalars.contains(where: Self.isUnseen))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
  }

  @Test("so are those in names of files, and on the command line") func names() throws {
    let project = try SampleReport.fresh()
    try project.write("x", to: "report/03-\u{1b}[31m\n.md")
    for arguments in [
      ["check"], ["check", "--profile", "\u{1b}[31m"], ["check", "--\u{1b}[31m"], ["\u{1b}[31m"],
      ["build", "--project", "\u{1b}[31m"], ["models", "inspect", "\u{1b}[31m"], ["status", "\u{9b}"],
    ] {
      let outcome = try project.run(arguments)
      #expect(outcome.status != 0)
      let said = outcome.errors + outcome.output
      #expect(said.contains(#"\u{"#), "\(arguments): \(said)")
      #expect(!said.unicodeScalars.contains(where: Self.isUnseen))
    }
  }
}
