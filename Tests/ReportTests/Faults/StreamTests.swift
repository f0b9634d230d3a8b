import Foundation
import TestSupport
import Testing

/// Standard streams that are full, closed or without a reader, and a lock that leads elsewhere.
@Suite struct StreamTests {
  /// A shell that puts a stream somewhere before it becomes the program.
  private static func shell(_ redirection: String) -> [String] {
    ["sh", "-c", "exec \"$0\" \"$@\" \(redirection)"]
  }

  @Test(
    "a build goes on to its end though nobody can hear it",
    arguments: [shell("2>/dev/full"), shell("2>&-"), shell("1>&- 2>&-"), shell("0<&- 1>&- 2>&-")])
  func mute(_ wrapper: [String]) throws {
    let project = try SampleReport.fresh()
    let outcome = try Program.run(["build"], in: project.root, wrapped: wrapper)
    #expect(outcome.status == 0)
    #expect(project.exists("site/index.html"))
    let lock = try String(contentsOf: project.url(".report/lock"), encoding: .utf8)
    #expect(lock.hasPrefix("process ") && !lock.contains("\n"), "\(lock)")
  }

  @Test("a broken pipe ends nothing where its signal is ignored, as services have it") func brokenPipe()
    throws
  {
    let project = try SampleReport.fresh()
    let script = "trap '' PIPE; { sleep 1; \"$0\" \"$@\" 2>&1 1>/dev/null; echo $? > status; } | true"
    _ = try Program.run(["build"], in: project.root, wrapped: ["sh", "-c", script])
    #expect(try String(contentsOf: project.url("status"), encoding: .utf8) == "0\n")
  }

  @Test("what cannot be printed is an error", arguments: ["1>/dev/full", "1>&-"]) func full(
    _ redirection: String
  ) throws {
    let project = try SampleReport.built()
    for arguments in [["status", "--json"], ["directives"], ["--help"], ["check"]] {
      let outcome = try Program.run(arguments, in: project.root, wrapped: Self.shell(redirection))
      #expect(outcome.status == 3, "\(arguments)")
      #expect(
        outcome.errors.contains("error: cannot write standard output: "), "\(arguments): \(outcome.errors)")
    }
  }

  @Test("a lock that is a link makes way, and what it leads to stays as it was") func linkedLock() throws {
    let project = try SampleReport.built()
    try project.write("precious", to: "victim.txt")
    try project.remove(".report/lock")
    try FileManager.default.createSymbolicLink(
      atPath: project.url(".report/lock").path, withDestinationPath: "../victim.txt")
    #expect(try project.run("build").status == 0)
    #expect(try project.read("victim.txt") == "precious")
  }
}
