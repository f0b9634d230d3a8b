import Datasets
import Files
import Foundation
import TestSupport
import Testing

@Suite("fetching what the user put there") struct PlacedFilesTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private func fetch(_ sources: [any FetchSource]? = nil) async throws {
    try await DatasetFetch(SampleSet.entry, into: DataFolder(folder.root), sources: sources).run()
  }

  private func pack(_ name: String, as packed: String) async throws {
    try folder.createFolder("sample")
    let source = try folder.write(SampleSet.contents[name] ?? [], to: name)
    try await SystemCommands().run(
      Command("gzip", ["-c"], input: .file(source), output: folder.url(packed)))
  }

  @Test("gzip'ed and dotted names are unpacked, and the user's files stay") func unpacks() async throws {
    try SampleSet.write(to: folder, only: ["t10k-labels-idx1-ubyte"])
    try await pack("train-images-idx3-ubyte", as: "sample/train-images-idx3-ubyte.gz")
    try await pack("train-labels-idx1-ubyte", as: "sample/train-labels.idx1-ubyte.gz")
    try folder.write(
      SampleSet.contents["t10k-images-idx3-ubyte"] ?? [], to: "sample/t10k-images.idx3-ubyte")
    try await fetch()
    let states = try SampleSet.entry.verify(in: folder.url("sample")).map(\.state)
    #expect(states == [.right, .right, .right, .right])
    #expect(try folder.names(in: "sample").count == 7)
  }

  @Test("nothing is done when every file is right") func nothingToDo() async throws {
    try SampleSet.write(to: folder)
    let events = FetchEvents()
    try await DatasetFetch(SampleSet.entry, into: DataFolder(folder.root), report: events.add).run()
    #expect(events.all.isEmpty)
  }

  @Test("a wrong file is an error with both sums, and is left alone") func wrongSum() async throws {
    let file = try folder.write([1], to: "sample/t10k-images-idx3-ubyte")
    let expected = SampleSet.checksum(SampleSet.contents["t10k-images-idx3-ubyte"] ?? [])
    let error = DatasetError.wrongChecksum(
      path: file.path, expected: expected, found: SampleSet.checksum([1]))
    await #expect(throws: error) { try await fetch() }
    #expect(try Data(contentsOf: file) == Data([1]))
  }

  @Test("a wrong gzip'ed file is an error that names it, and leaves nothing behind") func wrongPacked()
    async throws
  {
    try await pack("train-images-idx3-ubyte", as: "sample/t10k-images-idx3-ubyte.gz")
    let error = await #expect(throws: DatasetError.self) { try await fetch() }
    #expect(error?.description.contains("t10k-images-idx3-ubyte.gz (unpacked): expected SHA-256") == true)
    #expect(try folder.names(in: "sample") == ["t10k-images-idx3-ubyte.gz"])
  }

  @Test("a damaged gzip'ed file is an error in gzip's words") func damaged() async throws {
    try folder.write([1, 2, 3], to: "sample/t10k-images-idx3-ubyte.gz")
    let error = await #expect(throws: DatasetError.self) { try await fetch() }
    #expect(error?.complaint.contains("t10k-images-idx3-ubyte.gz: cannot unpack: gzip: ") == true)
  }

  @Test("without any source the missing files and the remedy are named") func nothingThere() async throws {
    let error = await #expect(throws: DatasetError.self) { try await fetch() }
    #expect(error?.remedy.contains("put t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte") == true)
  }
}
