import Archives
import Foundation
import TestSupport
import Testing

/// Zip files: the same bytes every time, and nothing hostile comes out of one.
@Suite struct ZipTests {
  @Test("the same files give the same bytes, whatever their times, and come out as they went in") func same()
    throws
  {
    let scratch = try Scratch(["a/b.txt": String(repeating: "text ", count: 1000), "ü.png": "\0\u{1}png"])
    let files: [String: ZipWriter.Content] = [
      "a/b.txt": .file(scratch.url("a/b.txt").path), "ü.png": .file(scratch.url("ü.png").path),
      "c": .text(""), "d/e/f": .text("é"),
    ]
    try ZipWriter.write(files, to: scratch.url("one.zip"))
    let old = Date(timeIntervalSince1970: 1_000_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: scratch.url("a/b.txt").path)
    try ZipWriter.write(files, to: scratch.url("two.zip"))
    let bytes = try Data(contentsOf: scratch.url("one.zip"))
    #expect(try bytes == Data(contentsOf: scratch.url("two.zip")))
    #expect(bytes.count < 2000)
    let paths = try ZipReader.unpack(scratch.url("one.zip"), into: scratch.url("out"))
    #expect(paths == ["a/b.txt", "c", "d/e/f", "ü.png"])
    #expect(try scratch.read("out/a/b.txt") == scratch.read("a/b.txt") && scratch.read("out/d/e/f") == "é")
  }

  /// Files made by Python's zipfile, each with one thing wrong, and what is said of it.
  private static let hostile: [(name: String, code: String, complaint: String)] = [
    ("a path out", "z.writestr('../out.txt', 'x')", "'../out.txt', which is not allowed"),
    ("a path out within", "z.writestr('a/../../out.txt', 'x')", "which is not allowed"),
    ("a path from the root", "z.writestr('/tmp/out.txt', 'x')", "which is not allowed"),
    ("a backslash", "z.writestr(raw('a\\\\..\\\\out.txt'), 'x')", "which is not allowed"),
    ("a drive", "z.writestr('C:out.txt', 'x')", "which is not allowed"),
    ("a control character", "z.writestr('é\\x1b[2J', 'x')", "it is no zip file that can be read"),
    ("an empty part", "z.writestr('a//b', 'x')", "which is not allowed"),
    ("a dot", "z.writestr('./a', 'x')", "which is not allowed"),
    ("a long name", "z.writestr('a' * 300, 'x')", "which is not allowed"),
    ("many folders", "z.writestr('a/' * 40 + 'b', 'x')", "which is not allowed"),
    (
      "a link",
      "i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')",
      "'link' is a link or a device"
    ),
    (
      "a device",
      "i = zipfile.ZipInfo('dev'); i.create_system = 3; i.external_attr = 0o020666 << 16; z.writestr(i, '')",
      "'dev' is a link or a device"
    ),
    ("two of one name", "z.writestr('a', 'x'); z.writestr('a', 'y')", "already exists"),
    ("two of one name on a Mac", "z.writestr('a', 'x'); z.writestr('A', 'y')", "twice"),
    ("a file as a folder", "z.writestr('a', 'x'); z.writestr('a/b', 'y')", "as a file and as a folder"),
    ("a bomb", "z.writestr('zeros', bytes(1 << 24))", "more than 1 MB"),
    ("many files", "[z.writestr(str(i), '') for i in range(101)]", "more than 100 files"),
    ("another compression", "z.writestr('a', 'x' * 100, zipfile.ZIP_LZMA)", "compressed in an unusual way"),
  ]

  @Test(
    "what is hostile is refused, and nothing is left outside",
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/python3")),
    arguments: hostile.indices)
  func refused(_ index: Int) throws {
    let (_, code, complaint) = Self.hostile[index]
    let scratch = try Scratch()
    let script = """
      import sys, warnings, zipfile
      warnings.simplefilter("ignore")
      def raw(name):
          info = zipfile.ZipInfo("x"); info.filename = name; return info
      with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z: \(code)
      """
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script, scratch.url("hostile.zip").path]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    var limits = ZipReader.Limits()
    (limits.files, limits.bytes) = (100, 1_000_000)
    let error = try #require(throws: ZipFault.self) {
      try ZipReader.unpack(scratch.url("hostile.zip"), into: scratch.url("a/b/out"), limits)
    }
    #expect("\(error)".contains(complaint), "\(error)")
    #expect(
      try !scratch.exists("a/b/out.txt") && !scratch.exists("a/out.txt") && scratch.names(in: "").count <= 2)
  }

  @Test("a file that is cut or changed anywhere is refused, or comes out as it was") func damaged() throws {
    let scratch = try Scratch()
    try ZipWriter.write(["a": .text("some text"), "b/c": .text("more")], to: scratch.url("good.zip"))
    let good = try Data(contentsOf: scratch.url("good.zip"))
    for place in 0..<good.count {
      for bad in [good.prefix(place), good.prefix(place) + [good[place] ^ 0x41] + good.dropFirst(place + 1)] {
        try scratch.write(Data(bad), to: "bad.zip")
        try? FileManager.default.removeItem(at: scratch.url("out"))
        guard let paths = try? ZipReader.unpack(scratch.url("bad.zip"), into: scratch.url("out")) else {
          continue
        }
        for path in paths { #expect(try ["some text", "more", ""].contains(scratch.read("out/\(path)"))) }
      }
    }
  }
}
