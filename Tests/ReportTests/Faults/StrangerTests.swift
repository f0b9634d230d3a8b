import Foundation
import TestSupport
import Testing

/// A folder from a stranger, in which everything leads out: links, `..`, absolute paths, a prepared store, devices and
/// pipes. Whatever is done with it, nothing beyond it is read, written or deleted.
@Suite struct StrangerTests {
  @Test(
    "every path that is opened lies in the project, the program or the system",
    arguments: [
      ["check"], ["build"], ["build", "--force"], ["status"], ["build", "--force", "--update-lock"],
      ["verify"], ["clean"], ["clean", "--all"],
    ], [true, false])
  func everyPath(arguments: [String], isRefused: Bool) throws {
    let (project, outside) = try Self.project(isRefused: isRefused)
    let before = try outside.snapshot(of: "")
    let trace = outside.root.deletingLastPathComponent().appending(path: "trace")
    let strace = ["strace", "-f", "-y", "-qq", "-s", "4096", "-e", "trace=%file,ftruncate", "-o", trace.path]
    let environment = ["REPORT_MODELS": "/nonexistent/models", "TMPDIR": "/tmp"]
    let outcome = try project.run(arguments, environment: environment, wrapped: strace, seconds: 60)
    if !isRefused, ![["build"], ["verify"]].contains(arguments) {
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let calls = try String(contentsOf: trace, encoding: .utf8).split(separator: "\n").map(TracedCall.init)
    #expect(calls.count > 100)
    let strange = calls.compactMap { $0.place(beyond: project.root.resolvingSymlinksInPath().path) }
    #expect(strange.isEmpty, "\(strange)")
    #expect(try outside.snapshot(of: "") == before)
    for file in FileManager.default.subpaths(atPath: project.url("site").path) ?? [] {
      let type = try FileManager.default.attributesOfItem(atPath: project.url("site/\(file)").path)[.type]
      guard type as? FileAttributeType == .typeRegular else { continue }
      #expect(try !project.read("site/\(file)").contains("a secret"), "\(file)")
    }
  }

  @Test("a store on another disk is used once the user allows it, and the message says how") func allowed()
    throws
  {
    let project = try SampleReport.fresh()
    let disk = try Scratch()
    try project.createFolder(".report")
    try FileManager.default.createSymbolicLink(
      at: project.url(".report/store"), withDestinationURL: disk.root)
    for command in ["build", "check", "status", "clean"] {
      let refused = try project.run(command)
      #expect(refused.status == 3)
      let path = disk.root.resolvingSymlinksInPath().path
      #expect(refused.errors.contains("cannot write .report/store: it leads to \(path)"), "\(refused.errors)")
      #expect(refused.errors.contains("--allow \(path)"))
    }
    #expect(try disk.names(in: "").isEmpty)
    let outcome = try project.run("build", "--allow", disk.root.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try disk.names(in: "").count == 6)
    try disk.write("thesis", to: "thesis.tex")
    #expect(try project.run("clean", "--all", "--allow", disk.root.path).status == 0)
    #expect(try disk.names(in: "") == ["thesis.tex"])
  }

  @Test("a picture beside the project is read once the user allows it", arguments: ["file", "folder"])
  func allowedPicture(what: String) throws {
    let project = try SampleReport.built()
    let outside = try Scratch()
    try SamplePictures.write(to: outside)
    let name = try #require(try outside.names(in: "report/pictures").first { $0.hasSuffix(".png") })
    let picture = outside.url("report/pictures/\(name)").resolvingSymlinksInPath()
    try project.write(Self.chapter("file: \(picture.path)"), to: "report/03-picture.md")
    let refused = try project.run("check")
    #expect(refused.status != 0 && refused.errors.contains("--allow \(picture.path)"), "\(refused.errors)")
    let place = what == "file" ? picture : picture.deletingLastPathComponent()
    let outcome = try project.run("build", "--allow", place.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private static func chapter(_ option: String, _ prose: String = "") -> String {
    "---\ntitle: Out\norder: 3\n---\n\n\(prose)\n\n```{image} out\n\(option)\nsize: 16\ncaption: C.\nalt: A.\n```\n"
  }

  /// The sample report, built, and then prepared; and a folder beside it that is nobody's business.
  ///
  /// - Parameter isRefused: whether it also has chapters whose mistakes keep a build from beginning.
  private static func project(isRefused: Bool) throws -> (Scratch, outside: Scratch) {
    let (project, outside) = (try SampleReport.built(), try Scratch())
    try SampleModel.write(to: project)
    let entry = try project.entry(of: "digits")
    let secret = try outside.write("a secret", to: "secret.png")
    try outside.write("a secret", to: "documents/thesis.tex")
    try outside.write(#"{"a secret": 1}"#, to: "config.json")
    let folder = outside.root
    func link(_ path: String, to url: URL) throws {
      try? project.remove(path)
      _ = try? project.createFolder(String(path.split(separator: "/").dropLast().joined(separator: "/")))
      try FileManager.default.createSymbolicLink(at: project.url(path), withDestinationURL: url)
    }
    let up = "../../" + folder.deletingLastPathComponent().lastPathComponent + "/" + folder.lastPathComponent
    let options = [
      "file: \(secret.path)", "file: \(up)/secret.png", "file: linked.png", "file: pictures/secret.png",
      "file: /dev/zero", "file: pipe", "file: /proc/self/environ", "file: ~/.bashrc", "file: socket",
    ]
    for (index, option) in options.enumerated() where isRefused {
      let prose = "![p](linked.png) [t](\(up)/documents/thesis.tex) [e](/etc/hostname)"
      try project.write(
        chapter(option, index == 0 ? prose : "").replacing("{image} out", with: "{image} out\(index)"),
        to: "report/1\(index)-out.md")
    }
    if isRefused {
      try link("report/linked.png", to: secret)
      try link("report/pictures", to: folder)
      try link("report/90-chapter.md", to: outside.url("documents/thesis.tex"))
      try link("templates/figure.mustache", to: outside.url("documents/thesis.tex"))
      try link("templates/style.css", to: URL(filePath: "/etc/hostname"))
      try link("report/digits/t10k-labels-idx1-ubyte", to: secret)
    }
    try link(".report/lock", to: outside.url("documents/thesis.tex"))
    try link(".report/sums.json", to: outside.url("config.json"))
    try link(".report/formulas", to: outside.url("config.json"))
    try link(".report/last/quick/mean.json", to: outside.url("config.json"))
    try link(".site.new/documents", to: outside.url("documents"))
    try link("site/CNAME", to: outside.url("documents/thesis.tex"))
    try link("site/documents", to: outside.url("documents"))
    try link("site/01-data.html", to: outside.url("documents/thesis.tex"))
    try link("\(entry)/panel-1-1.png", to: secret)
    try link(".report/work/\(String(repeating: "a", count: 64))", to: outside.url("documents"))
    try link(".report/store/\(String(repeating: "b", count: 64))", to: outside.url("documents"))
    try link(".report/store/.\(String(repeating: "c", count: 64)).new", to: outside.url("documents"))
    mkfifo(project.url("report/pipe").path, 0o644)
    mknod(project.url("report/socket").path, S_IFSOCK | 0o644, 0)
    return (project, outside)
  }
}

/// A system call as strace writes it with `-y`, the real path of what was opened behind its number.
private struct TracedCall {
  private let text: Substring

  init(_ line: Substring) { text = line }

  /// What a call that succeeded opened, made, changed or removed beyond a folder, the program and the system's own files.
  func place(beyond project: String) -> String? {
    if let opened = text.firstMatch(of: #/= \d+<([^>]*)>/#) {
      let path = String(opened.1)
      return Self.isExpected(path, project) ? nil : "\(text)"
    }
    guard text.contains(#/\) += 0$/#), text.contains(Self.changing) else { return nil }
    let paths = text.matches(of: #/"((?:[^"\\]|\\.)*)"/#).map { String($0.1) }
    let absolute = paths.map { $0.hasPrefix("/") ? $0 : "\(project)/\($0)" }
    let real = absolute.map { path in
      let url = URL(filePath: path)
      return url.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: url.lastPathComponent)
        .path
    }
    return real.allSatisfy { $0.hasPrefix(project + "/") || Self.isUnnamed($0) } ? nil : "\(text)"
  }

  private static nonisolated(unsafe) let changing =
    #/^\d+ +(unlink|rename|mkdir|rmdir|link|symlink|truncate|ftruncate|chmod|chown|mknod|utime|creat|setxattr)/#

  /// What a child reads is handed over in a new file that loses its name at once.
  private static func isUnnamed(_ path: String) -> Bool {
    path.contains(#/^/tmp/report-[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/#)
  }

  private static func isExpected(_ path: String, _ project: String) -> Bool {
    let program = Program.url.resolvingSymlinksInPath().deletingLastPathComponent().path
    let folders = [
      project, program, "/usr", "/lib", "/opt", "/proc", "/sys/devices/system/cpu", "/sys/fs/cgroup",
    ]
    let files = [
      "/etc/ld.so.cache", "/etc/ssl/openssl.cnf", "/etc/nsswitch.conf", "/etc/passwd", "/etc/localtime",
      "/etc/ssl/certs/ca-certificates.crt", "/dev/null", "/dev/urandom",
    ]
    return !path.hasSuffix("/environ")
      && (path == project || isUnnamed(path) || files.contains(path)
        || folders.contains { path.hasPrefix($0 + "/") })
  }
}
