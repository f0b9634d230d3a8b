import Foundation
import TestSupport
import Testing

/// Two branches that each lock something of their own merge line by line.
@Suite struct LockMergeTests {
  private static let lock = LockTests.lock

  /// The merge of three versions of a lock, and whether it went through.
  private static func merged(
    _ ours: String, base: String, _ theirs: String, options: [String] = []
  ) throws -> (text: String, isClean: Bool) {
    let folder = try Scratch(["ours": ours, "base": base, "theirs": theirs])
    let merge = Process()
    merge.executableURL = URL(filePath: "/usr/bin/env")
    merge.arguments = ["git", "merge-file", "-q"] + options + ["ours", "base", "theirs"]
    merge.currentDirectoryURL = folder.root
    try merge.run()
    merge.waitUntilExit()
    return (try folder.read("ours"), merge.terminationStatus == 0)
  }

  @Test("a profile locked on one branch and a block on another come together", .enabled(if: Tools.has("git")))
  func clean() throws {
    let one = try Scratch.locked()
    let base = try one.read(Self.lock)
    let other = try one.duplicate()
    #expect(try one.run("build", "--profile", "draft", "--update-lock").status == 0)
    try other.replace("[denoiser, \"", with: "[the denoiser, \"", in: "report/02-training.md")
    #expect(try other.run("build", "--update-lock").status == 0)
    let (text, isClean) = try Self.merged(one.read(Self.lock), base: base, other.read(Self.lock))
    #expect(isClean)
    #expect(try text != one.read(Self.lock) && text != other.read(Self.lock))
    try other.write(text, to: Self.lock)
    #expect(try other.run("status", "--strict").errors.contains("'summary', profile draft, has another key"))
    #expect(try other.run("build", "--profile", "draft", "--update-lock").status == 0)
    #expect(try other.run("build").status == 0)
    let strict = try other.run("status", "--strict")
    #expect(strict.status == 0, "\(strict.errors)")
  }

  @Test(
    "both versions of one fact are told, and what is kept of other profiles stays",
    .enabled(if: Tools.has("git")))
  func union() throws {
    let project = try Scratch.locked()
    #expect(try project.run("build", "--profile", "draft", "--update-lock").status == 0)
    #expect(try project.run("build", "--update-lock").status == 0)
    let base = try project.read(Self.lock)
    let sides = ["1", "2"].map { base.replacing(#/variance 0\.0[0-9]+ /#, with: "variance 0.\($0) ") }
    let conflict = try Self.merged(sides[0], base: base, sides[1])
    #expect(!conflict.isClean)
    try project.write(conflict.text, to: Self.lock)
    let told = try project.run("status", "--strict")
    #expect(told.status == 1 && told.errors.contains("a merge left both versions here"), "\(told.errors)")
    let union = try Self.merged(sides[0], base: base, sides[1], options: ["--union"])
    try project.write(union.text, to: Self.lock)
    let repeated = try project.run("build")
    #expect(repeated.errors.contains("a second value of 'value:variance' of 'mean', profile draft"))
    #expect(repeated.errors.contains("a second value of 'value:variance' of 'mean', profile quick"))
    for profile in ["draft", "quick"] {
      #expect(try project.run("build", "--profile", profile, "--update-lock").status == 0)
    }
    #expect(try project.read(Self.lock) == base)
  }

  @Test("lines of blocks and profiles that are gone are told, and dropped by the next update")
  func strays() throws {
    let project = try Scratch.locked()
    try project.replace("{loss-plot} losses", with: "{loss-plot} alone", in: "report/02-training.md")
    #expect(try project.run("build").errors.contains("it says nothing of 'alone', profile quick"))
    let strict = try project.run("status", "--strict")
    #expect(strict.status == 1)
    #expect(strict.errors.contains("the report has no block 'losses' (profile quick)"), "\(strict.errors)")
    #expect(
      strict.errors.contains("help: if it was renamed or removed, drop its lines: report build --update-lock")
    )
    try project.write(project.read(Self.lock).replacing("quick mean", with: "night mean"), to: Self.lock)
    #expect(try project.run("status", "--strict").errors.contains("the report has no profile 'night'"))
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.run("status", "--strict").status == 0)
    #expect(try !project.read(Self.lock).contains("quick losses"))
    #expect(try !project.read(Self.lock).contains("night"))
  }
}
