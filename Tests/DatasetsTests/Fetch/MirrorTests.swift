import Datasets
import Files
import Foundation
import TestSupport
import Testing

@Suite("fetching from a mirror") struct MirrorTests {
  let folder: Scratch
  let server: LoopbackServer

  init() async throws {
    folder = try Scratch()
    try folder.createFolder("mirror")
    for (name, bytes) in SampleSet.contents {
      let source = try folder.write(bytes, to: name)
      let packed = folder.url("mirror/\(name).gz")
      try await SystemCommands().run(Command("gzip", ["-nc"], input: .file(source), output: packed))
    }
    server = try await LoopbackServer(.files, of: folder.url("mirror"))
  }

  private func fetch(
    from mirrors: [any FetchSource], _ events: FetchEvents = FetchEvents(),
    limits: FetchLimits = FetchLimits()
  ) async throws {
    let data = DataFolder(folder.root)
    try await DatasetFetch(
      SampleSet.entry, into: data, sources: mirrors, limits: limits, report: events.add
    ).run()
  }

  @Test("every file is downloaded, checked and put in place, and nothing else stays") func downloads()
    async throws
  {
    let events = FetchEvents()
    try await fetch(from: [Mirror(server.address)], events)
    #expect(events.installed.sorted() == SampleSet.contents.keys.sorted())
    #expect(try folder.names(in: "sample") == SampleSet.contents.keys.sorted())
  }

  @Test("an interrupted part is resumed where it ended") func resumes() async throws {
    let name = "t10k-images-idx3-ubyte"
    let packed = try Data(contentsOf: folder.url("mirror/\(name).gz"))
    try folder.write([UInt8](packed.prefix(11)), to: "sample/\(name).gz.part")
    try await fetch(from: [Mirror(server.address)])
    #expect(server.requests.contains("/\(name).gz bytes=11-"))
    #expect(try folder.names(in: "sample") == SampleSet.contents.keys.sorted())
  }

  @Test("a part that does not belong is dropped and fetched anew", arguments: [5, 500])
  func stalePart(length: Int) async throws {
    let name = "t10k-images-idx3-ubyte"
    try folder.write([UInt8](repeating: 7, count: length), to: "sample/\(name).gz.part")
    try await fetch(from: [Mirror(server.address)])
    #expect(server.requests.contains("/\(name).gz None"))
  }

  @Test("a part that is already whole is used") func wholePart() async throws {
    let name = "t10k-images-idx3-ubyte"
    let packed = try Data(contentsOf: folder.url("mirror/\(name).gz"))
    try folder.write([UInt8](packed), to: "sample/\(name).gz.part")
    try await fetch(from: [Mirror(server.address)])
    #expect(try folder.names(in: "sample") == SampleSet.contents.keys.sorted())
  }

  @Test("a file that unpacks to more than it may is stopped") func bomb() async throws {
    let name = "t10k-images-idx3-ubyte"
    let zeros = try folder.write([UInt8](repeating: 0, count: 3_000_000), to: "zeros")
    try await SystemCommands().run(
      Command("gzip", ["-nc"], input: .file(zeros), output: folder.url("mirror/\(name).gz")))
    let error = await #expect(throws: DatasetError.self) { try await fetch(from: [Mirror(server.address)]) }
    #expect(error?.description.contains("found more than 20 bytes") == true)
    #expect(try folder.names(in: "sample") == [])
  }

  @Test("a disk that is nearly full stops the transfer") func room() async throws {
    var limits = FetchLimits()
    limits.margin = .max
    let error = await #expect(throws: DatasetError.self) {
      try await fetch(from: [Mirror(server.address)], limits: limits)
    }
    #expect(error?.description.contains("stopped, for the disk has only ") == true)
  }

  @Test("what killed fetches left is removed") func leftovers() async throws {
    let dead = "4194305"  // more than any process's number
    try folder.write("x", to: "sample/.t10k-images-idx3-ubyte.\(dead).tmp")
    try folder.write("x", to: "sample/.fetch-\(dead)-x/y")
    try await fetch(from: [Mirror(server.address)])
    #expect(try folder.names(in: "sample") == SampleSet.contents.keys.sorted())
  }

  @Test("a second mirror is asked when the first is down") func fallsBack() async throws {
    let events = FetchEvents()
    try await fetch(from: [Mirror("http://127.0.0.1:1/"), Mirror(server.address)], events)
    #expect(events.installed.count == 4)
  }

  @Test("a mirror's wrong file never gets the final name, and every reason is in the error") func wrongFile()
    async throws
  {
    let name = "t10k-images-idx3-ubyte"
    let other = folder.url("mirror/train-images-idx3-ubyte.gz")
    let packed = folder.url("mirror/\(name).gz")
    try Data(contentsOf: other).write(to: packed)
    let error = await #expect(throws: DatasetError.self) {
      try await fetch(from: [Mirror("http://127.0.0.1:1/"), Mirror(server.address)])
    }
    let text = error?.description ?? ""
    #expect(text.contains("http://127.0.0.1:1/: curl: curl: (7)"))
    #expect(text.contains("expected SHA-256"))
    #expect(try folder.names(in: "sample") == [])
  }
}
