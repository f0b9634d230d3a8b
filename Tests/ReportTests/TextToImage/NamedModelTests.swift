import Foundation
import TestSupport
import Testing

/// Models that `report.yml` has names for.
@Suite struct NamedModelTests {
  private static let chapter = [
    Block("model", "tiny", "name: base"),
    Block("generate", "first", "model: tiny\nprompts: a pencil\nsteps: 2"),
  ]

  /// The sample with a chapter of two blocks of a model.
  private static func project(models: String) throws -> Scratch {
    let project = try SampleReport.withModels(chapter)
    try project.write(SampleReport.manifest + "models:\n\(models)\n", to: "report/report.yml")
    return project
  }

  private static func copy(_ source: String, to target: String, in project: Scratch) throws {
    try project.copy(project.url("report/models/\(source)"), to: "report/models/\(target)")
  }

  @Test("one line of report.yml changes the model of every block, and another name of the same files none")
  func oneLine() throws {
    let project = try Self.project(models: "  base: models/whole")
    try #require(try project.run("build").status == 0)
    try Self.copy("whole", to: "moved", in: project)
    try project.replace("base: models/whole", with: "base: models/moved", in: "report/report.yml")
    try project.remove("report/models/whole")
    let moved = try project.run("build")
    #expect(moved.errors.contains("\n0 of 8 blocks ran") || moved.errors.hasPrefix("0 of 8 blocks ran"))

    // The other model's network is the same, but it is told the embeddings of a file.
    let other = "base: {folder: models/mute, embeddings: models/prompts.safetensors}"
    try project.replace("base: models/moved", with: other, in: "report/report.yml")
    let switched = try project.run("build")
    #expect(switched.status == 0 && switched.errors.contains("2 of 8 blocks ran"), "\(switched.errors)")
    #expect(try project.read("site/03-case.html").contains("5 embeddings"))
  }

  @Test("a name that report.yml lacks is told with all other mistakes, of every profile")
  func unknownName() throws {
    let project = try Self.project(models: "  base: models/whole")
    try project.replace(
      "name: base", with: "name: {quick: bace, draft: basis}\nwidth: 3", in: SampleChapter.path)
    try project.replace("steps: 2", with: "steps: two", in: SampleChapter.path)
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    for message in [
      "report.yml names no model 'bace'", "did you mean 'base'?", "report.yml names no model 'basis'",
      "unknown option 'width'", "'two'",
    ] {
      #expect(outcome.errors.contains(message), "\(message) in \(outcome.errors)")
    }
  }

  @Test("a block that runs after the folder has moved finds it") func movedBetween() throws {
    let project = try Self.project(models: "  base: models/whole")
    try #require(try project.run("build").status == 0)
    try Self.copy("whole", to: "moved", in: project)
    try project.remove("report/models/whole")
    try project.replace("base: models/whole", with: "base: models/moved", in: "report/report.yml")
    try project.replace("prompts: a pencil", with: "prompts: a dog", in: SampleChapter.path)
    let outcome = try project.run("build")
    #expect(outcome.status == 0 && outcome.errors.contains("1 of 8 blocks ran"), "\(outcome.errors)")
  }

  @Test("another content under the same name runs every block of the model again") func contents() throws {
    let project = try Self.project(models: "  base: models/whole")
    try #require(try project.run("build").status == 0)
    try project.replace("\"clip_sample\": true", with: "\"clip_sample\": false", in: "\(scheduler)")
    let outcome = try project.run("status")
    #expect(
      outcome.output.contains("tiny      would run: file scheduler/scheduler_config.json changed"),
      "\(outcome.output)")
    #expect(outcome.output.contains("first     would run: its input tiny runs again"), "\(outcome.output)")
  }

  private let scheduler = "report/models/whole/scheduler/scheduler_config.json"

  @Test("a model that was fetched has its name for a folder") func fetched() throws {
    let project = try Self.project(models: "  base: Organisation/whole")
    try project.copy(project.url("report/models/whole"), to: "fetched/Organisation/whole")
    try project.remove("report/models/whole")
    let environment = ["REPORT_MODELS": project.url("fetched").path]
    let outcome = try project.run("check", environment: environment)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.run("check").status == 1)
  }

  @Test("a large file is read again when anything about it changed, and only then") func knownSums() throws {
    let project = try Self.project(models: "  base: models/whole")
    let large = "report/models/whole/unet/spare.safetensors"
    try project.write(Data(count: 1 << 20), to: large)
    try #require(try project.run("build").status == 0)
    #expect(try !project.exists(".report/sums.json") || project.read(".report/sums.json") == "{}")
    Thread.sleep(forTimeInterval: 3.1)  // a file that has just changed may change once more
    try #require(try project.run("build").status == 0)
    let sum = try #require(try project.read(".report/sums.json").firstMatch(of: #/[0-9a-f]{64}/#)).output
    let sums = try project.read(".report/sums.json")
    try project.write(sums.replacing(sum, with: String(repeating: "0", count: 64)), to: ".report/sums.json")
    #expect(
      try project.run("status").output.contains("tiny      would run: file unet/spare.safetensors changed"))
    try project.write(sums, to: ".report/sums.json")
    #expect(try project.run("status").output.contains("0 of 8 blocks would run"))

    let times = try FileManager.default.attributesOfItem(atPath: project.url(large).path)
    try project.write(Data(repeating: 1, count: 1 << 20), to: large)
    let old = try #require(times[.modificationDate] as? Date)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: project.url(large).path)
    #expect(
      try project.run("status").output.contains("tiny      would run: file unet/spare.safetensors changed"))
  }
}
