import Foundation
import TestSupport
import Testing

/// `report.lock` says what every result is, and only changes when it is asked to.
@Suite struct LockTests {
  static let lock = "report/report.lock"

  @Test("a lock is made when it is asked for, and is the same wherever and however often it is made")
  func made() throws {
    let project = try SampleReport.built()
    #expect(try project.run("build").status == 0)
    #expect(!project.exists(Self.lock))
    let outcome = try project.run("build", "--update-lock")
    #expect(outcome.errors.hasPrefix("locked 6 blocks of profile quick in report/report.lock\n"))
    let text = try project.read(Self.lock)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count > 50 && lines == lines.sorted() && Set(lines).count == lines.count)
    #expect(try project.run("build", "--update-lock").errors.hasPrefix("report/report.lock is as it was\n"))
    let other = try SampleReport.fresh(named: "elsewhere")
    #expect(try other.run("build", "--update-lock", "--threads", "3").status == 0)
    #expect(try other.read(Self.lock) == text)
  }

  @Test(
    "every output has its line",
    arguments: [
      "cleaned key ", "cleaned engine numerics ", "cleaned picture:panel-3-3.png ",
      "cleaned figure ", "cleaned value:error-1 0.", "denoiser file:epoch-1.safetensors ",
      "denoiser file:epoch-2.safetensors ", "denoiser file:training.json ", "denoiser series:plot.csv ",
      "denoiser value:loss 0.", "summary table:table.csv ", "digits value:images 160.0 \"160\"\n",
    ]) func facts(line: String) throws
  {
    #expect(try "\n\(Scratch.locked().read(Self.lock))".contains("\nquick \(line)"))
  }

  /// What is done to a line of the lock, and what the warning says.
  static let drifts: [(line: String, edit: String, complaint: String)] = [
    ("quick denoiser value:loss 0.", "quick denoiser value:loss 1.", "loss 1."),
    ("quick cleaned value:error-1 0", "quick cleaned value:error-1 -0", "error-1 -0."),
    (
      "quick digits value:images 160.0 \"160\"", "quick digits value:images 160.0 \"161\"",
      "images 160.0 \"161\" -> 160.0 \"160\""
    ),
    (
      "quick digits picture:panel-1-2.png ", "quick digits picture:panel-1-20.png ",
      "panel-1-20.png"
    ),
    (
      "quick digits picture:panel-1-4.png ", "quick digits picture:panel-1-5.png ",
      "panel-1-4.png is new"
    ),
    ("quick denoiser series:plot.csv ", "quick denoiser series:plot-2.csv ", "plot-2.csv is gone"),
    ("quick denoiser file:epoch-2.s", "quick denoiser file:epoch-3.s", "epoch-3.safetensors is gone"),
    ("quick summary table:table.csv ", "quick summary table:other.csv ", "the table other.csv is gone"),
    ("quick mean value:variance 0.06", "quick mean value:variance 0.07", "variance 0.07"),
    ("quick mean engine numerics", "quick mean engine old numerics", "the engine old numerics"),
  ]

  @Test("a build says at its line what drifted, and leaves the lock alone", arguments: drifts.indices)
  func drifted(_ index: Int) throws {
    let (line, edit, complaint) = Self.drifts[index]
    let project = try Scratch.locked()
    let right = try project.read(Self.lock)
    try project.replace(line, with: edit, in: Self.lock)
    let wrong = try project.read(Self.lock)
    let outcome = try project.run("build")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("is not the locked one: "), "\(outcome.errors)")
    #expect(outcome.errors.contains(complaint), "\(outcome.errors)")
    let place = try #require(outcome.errors.firstMatch(of: #/report\/report\.lock:([0-9]+):1: warning: /#))
    #expect(Int(place.1) ?? 0 > 0 && outcome.errors.contains("help: see which of them can be made again"))
    #expect(try project.read(Self.lock) == wrong)
    let strict = try project.run("status", "--strict")
    #expect(strict.status == 1 && strict.errors.contains(complaint), "\(strict.errors)")
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.read(Self.lock) == right)
  }

  /// Lines that no build has written.
  static let strange = [
    "quick", "quick digits key", "quick digits key abc", "Quick digits key \(zeros)",
    "quick dig/its key \(zeros)",
    "quick digits picture: \(zeros)", "quick digits picture:a.png 1x1x1 \(zeros)",
    "quick digits file: \(zeros)",
    "quick digits value:images many", "quick digits value:images 160", "quick digits value:images 1 \"",
    "quick digits nonsense:a \(zeros)", "quick digits key \(zeros.uppercased())F", "<<<<<<< HEAD", "=======",
    "../../etc/passwd key a b", "quick  digits key \(zeros)", "quick digits key:a \(zeros)",
    "quick digits key \(zeros)", "quick mean value:images 161.0 \"161\"",
  ]
  private static let zeros = String(repeating: "0", count: 64)

  @Test("a line that no build has written is told with its number and a remedy", arguments: strange)
  func malformed(line: String) throws {
    let project = try Scratch.locked()
    let right = try project.read(Self.lock)
    try project.write("\(line)\n" + right, to: Self.lock)
    let strict = try project.run("status", "--strict")
    #expect(strict.status == 1)
    // Of two values the second one is told, wherever it stands.
    #expect(strict.errors.contains(#/report\/report\.lock:[0-9]+:1: error: /#), "\(strict.errors)")
    #expect(strict.errors.contains("help: write the lock anew from the results: report build --update-lock"))
    let build = try project.run("build")
    #expect(build.status == 0 && build.errors.contains("report.lock:"), "\(build.errors)")
    #expect(try project.run("verify", "digits").status == 1)
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.read(Self.lock) == right)
  }

  @Test("a lock that is no text, a folder or a link out is refused", arguments: ["bytes", "folder", "link"])
  func noText(what: String) throws {
    let project = try SampleReport.built()
    switch what {
    case "bytes": try project.write([0xFF, 0xFE, 0x00], to: Self.lock)
    case "folder": try project.createFolder(Self.lock)
    default:
      try FileManager.default.createSymbolicLink(
        atPath: project.url(Self.lock).path, withDestinationPath: "/etc/hostname")
    }
    let strict = try project.run("status", "--strict")
    #expect(strict.status == (what == "bytes" ? 1 : 3), "\(strict.errors)")
    #expect(strict.errors.contains("report.lock"), "\(strict.errors)")
  }

  @Test("other line ends are no drift") func lineEnds() throws {
    let project = try Scratch.locked()
    try project.write(project.read(Self.lock).replacing("\n", with: "\r\n"), to: Self.lock)
    #expect(try !project.run("build").errors.contains("warning"))
  }
}
