import Foundation
import TestSupport
import Testing

/// Links that lead nowhere, and folders and files that nobody may read: named with the reason.
@Suite struct AbsenceTests {
  private func link(_ path: String, to target: String = "nowhere", in project: Scratch) throws {
    if project.exists(path) { try project.remove(path) }
    try FileManager.default.createSymbolicLink(
      atPath: project.url(path).path, withDestinationPath: target)
  }

  @Test(
    "a link that leads nowhere is told with its target",
    arguments: [
      ("report/report.yml", "report.yml: it is a link that leads nowhere, to 'nowhere'"),
      ("report/01-data.md", "cannot read report/01-data.md: it is a link that leads nowhere, to 'nowhere'"),
      ("report/digits", "/report/digits is a link that leads nowhere, to 'nowhere'"),
      (
        "report/digits/train-images-idx3-ubyte",
        "cannot read report/digits/train-images-idx3-ubyte: it is a link that leads nowhere, to 'nowhere'"
      ),
      ("report", "/report is a link that leads nowhere, to 'nowhere'"),
    ])
  func dead(_ path: String, _ words: String) throws {
    let project = try SampleReport.fresh()
    try link(path, in: project)
    let outcome = try project.run("check")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: let the link lead to the file, or put the file in its place"))
    #expect(outcome.status != 0)
  }

  @Test("so is one to a chapter that report.yml lists, a picture, a model") func named() throws {
    let project = try SampleReport.fresh()
    try project.write(SampleReport.manifest + "chapters: [01-data.md, gone.md]\n", to: "report/report.yml")
    try link("report/gone.md", in: project)
    #expect(
      try project.run("check").errors.contains("gone.md: it is a link that leads nowhere, to 'nowhere'"))
    try project.write(SampleReport.manifest, to: "report/report.yml")
    try project.remove("report/gone.md")
    try link("report/photo.png", in: project)
    try link("report/model", in: project)
    try project.write(
      SampleChapter([
        Block("image", "picture", "file: photo.png\nmodel: m"), Block("model", "m", "folder: model"),
      ]))
    let errors = try project.run("check").errors
    #expect(errors.contains("photo.png: it is a link that leads nowhere, to 'nowhere'"), "\(errors)")
    #expect(
      errors.contains("expected a model's folder, found none: it is a link that leads nowhere, to 'nowhere'"))
    try project.write(SampleChapter(["![A picture.](photo.png)"]))
    #expect(
      try project.run("check").errors.contains(
        "the link's target 'photo.png' is a link that leads nowhere, to 'nowhere'"))
  }

  @Test("an entry of the models' folder that leads nowhere is told") func models() throws {
    let folder = try Scratch()
    try folder.createFolder("models/org")
    try link("models/org/gone", in: folder)
    try link("models/lost", to: "/nonexistent/x", in: folder)
    let outcome = try folder.run("models", "list", "--models", "models")
    #expect(
      outcome.errors.contains("org/gone cannot be used: it is a link that leads nowhere, to 'nowhere'\n"))
    #expect(
      outcome.errors.contains("lost cannot be used: it is a link that leads nowhere, to '/nonexistent/x'\n"))
    let inspected = try folder.run("models", "inspect", "org/gone", "--models", "models")
    #expect(inspected.errors.contains("found none: it is a link that leads nowhere, to 'nowhere'"))
    try folder.write("{}", to: "models/org/part/unet/config.json")
    try link("models/org/part/unet/diffusion_pytorch_model.safetensors", in: folder)
    let part = try folder.run("models", "inspect", "org/part", "--models", "models")
    #expect(part.errors.contains("it is a link that leads nowhere, to 'nowhere'"), "\(part.errors)")
    let data = try Scratch()
    try data.createFolder("data")
    try link("data/mnist", in: data)
    let list = try data.run("data", "list", "--data", "data")
    #expect(list.status == 3 && list.errors.contains("/mnist is a link that leads nowhere, to 'nowhere'"))
  }

  /// Runs the program as a user whom permissions bind.
  private static let asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
  private static let canDropRoot = geteuid() == 0 && Tools.has("setpriv")

  @Test(
    "what nobody may read is told, and not taken for missing", .enabled(if: canDropRoot),
    arguments: [
      ("report", 0o000, "report/report.yml: Permission denied"),
      ("report", 0o311, "error: cannot read report: Permission denied"),
      ("report/report.yml", 0o000, "cannot read report/report.yml: Permission denied"),
      ("report/01-data.md", 0o000, "cannot read report/01-data.md: Permission denied"),
      ("report/digits", 0o000, "cannot read report/digits/train-images-idx3-ubyte: Permission denied"),
    ])
  func denied(_ path: String, _ mode: Int, _ words: String) throws {
    let project = try SampleReport.fresh()
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: project.url(path).path)
    let outcome = try project.run("check", wrapped: Self.asNobody)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: check the permissions of the file and of the folders around it"))
    #expect(outcome.status == 3)
  }
}
