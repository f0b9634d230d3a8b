import Foundation
import Pipeline
import TestSupport

/// A report that trains, draws and writes a site within a tenth of a second, to be built again and again.
struct RehearsedReport: Sendable {
  /// Where a build starts.
  enum Beginning: String, CaseIterable, Sendable {
    /// Nothing was built.
    case nothing
    /// A site stands in which its author keeps files, and since then the chapter has changed.
    case olderSite
  }

  let beginning: Beginning
  /// Files by path before the build.
  let files: [String: Data]
  /// What is there after a build that nothing disturbs.
  let outcome: [String: Data]
  /// The steps of such a build that change something, and those that read.
  let log: [LoggedStep]

  /// Builds once and writes down every step.
  init(_ beginning: Beginning) throws {
    self.beginning = beginning
    let project = try Scratch(["report/report.yml": "title: R\n", "report/a.md": Self.chapter])
    try project.write(SampleImages.images(32), to: "report/digits/train-images-idx3-ubyte")
    try project.write(SampleImages.labels(32), to: "report/digits/train-labels-idx1-ubyte")
    try project.write(SampleImages.images(8), to: "report/digits/t10k-images-idx3-ubyte")
    try project.write(SampleImages.labels(8), to: "report/digits/t10k-labels-idx1-ubyte")
    try project.write("beside the chapter", to: "report/notes.txt")
    if beginning == .olderSite {
      _ = try Self.build(in: project)
      for path in Self.own { try project.write("mine", to: path) }
      try project.replace("The loss.", with: "The *loss*.", in: "report/a.md")
      try project.replace("[notes](notes.txt)", with: "no notes", in: "report/a.md")
    }
    files = try project.content()
    let log = project.root.deletingLastPathComponent().appending(path: "log")
    let result = try Self.build(in: project, environment: ["REPORT_DISK_LOG": log.path])
    guard result.status == 0 else { throw SampleReport.BuildFailed(errors: result.errors) }
    self.log = try LoggedStep.read(log, in: project.root)
    outcome = try project.content()
  }

  /// What an author keeps in the site.
  private static let own = [
    "site/CNAME", "site/.git/config", "site/files/mine.txt", "site/figures/mine/a.txt",
  ]

  private static let chapter = """
    ---
    title: A
    ---

    See [notes](notes.txt).

    ```{dataset} digits
    data: ./digits
    split: train
    count: 2
    columns: 2
    seed: 0
    caption: Two.
    alt: Rings.
    ```

    ```{train} denoiser
    data: ./digits
    width: 2
    batch: 16
    limit: 32
    epochs: 2
    keep: [1, 2]
    seed: 0
    caption: The loss.
    alt: It falls.
    ```

    ```{denoise} cleaned
    model: denoiser
    data: ./digits
    count: 1
    evaluate: 2
    seed: 1
    caption: One.
    alt: Rings.
    ```

    """

  /// Builds on one thread, saving a training's state after nearly every step.
  static func build(in project: Scratch, environment: [String: String] = [:]) throws -> Program.Outcome {
    let arguments = ["build", "--threads", "1", "--checkpoint-interval", "0.001"]
    return try Program.run(arguments, in: project.root, environment: environment, seconds: 60)
  }

  /// Why what is there after a build is not what a build leaves that nothing disturbed; nil if it is.
  func difference(of project: Scratch) throws -> String? {
    let found = try project.content()
    for path in Set(found.keys).union(outcome.keys).sorted() where found[path] != outcome[path] {
      return "\(path): \(found[path] == nil ? "gone" : outcome[path] == nil ? "left over" : "other content")"
    }
    return nil
  }
}

/// A step on the disk as the program wrote it down, its paths from the project's folder.
enum LoggedStep: Sendable {
  case read
  case createFolder(String), create(String), append(String, Data), flush(String), remove(String)
  case rename(String, String), exchange(String, String), link(String, String)

  var isReading: Bool { if case .read = self { true } else { false } }
}

extension Scratch {
  /// Every file below by its path, without what differs from build to build: times, and who held the lock.
  func content() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in FileManager.default.subpaths(atPath: root.path) ?? [] {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: url(path).path, isDirectory: &isFolder)
      guard !isFolder.boolValue else { continue }
      var data = try Data(contentsOf: url(path))
      if path.hasSuffix("/result.json") {
        let text = String(decoding: data, as: UTF8.self)
        data = Data(text.replacing(#/"(seconds|peak)":[-+.e0-9]+/#, with: "").utf8)
      }
      if ![".report/lock", ".report/sums.json", ".report/seen"].contains(path) { files[path] = data }
    }
    return files
  }

  /// Makes the folder hold these files and nothing else.
  func hold(_ files: [String: Data]) throws {
    for name in try names(in: "") { try remove(name) }
    for (path, data) in files { try write(data, to: path) }
  }
}
