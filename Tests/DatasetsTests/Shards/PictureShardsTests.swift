import Datasets
import Foundation
import TestSupport
import Testing

@Suite("shards of captioned pictures") struct PictureShardsTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try SampleShards.write(to: folder, folder: "shards", side: 8)
  }

  private var url: URL { folder.url("shards") }

  private func pixels(_ shards: PictureShards, _ index: Int) throws -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: shards.side * shards.side * 3)
    try pixels.withUnsafeMutableBufferPointer { try shards.read(index, into: $0) }
    return pixels
  }

  @Test("pictures and captions of all shards are one list") func reading() throws {
    let shards = try PictureShards(in: url)
    #expect(shards.count == 5 && shards.side == 8 && PictureShards.areIn(url))
    #expect(
      shards.captions == ["a rocket ship", "a pencil", "a high quality photo", "a pencil", "a rocket ship"])
    #expect(Set(shards.words) == ["a", "rocket", "ship", "pencil", "high", "quality", "photo"])
    for index in 0..<5 {
      #expect(try pixels(shards, index) == (0..<192).map { UInt8((31 * index + 7 * $0) % 256) })
    }
  }

  @Test("a limit takes the first pictures, and the files that have them") func limit() throws {
    let shards = try PictureShards(in: url, limit: 2)
    #expect(shards.count == 2 && shards.files.map(\.lastPathComponent) == ["00000.npy", "00000.tsv"])
    #expect(try PictureShards(in: url, limit: 4).files.count == 4)
  }

  @Test(
    "a shard that is being drawn, without captions, is passed over; pictures with captions.tsv are no shards")
  func unfinished() throws {
    try folder.write(SampleShards.pixels(count: 9, side: 8), to: "shards/00002.npy")
    try folder.write("x", to: "shards/00002.part.tsv")
    #expect(try PictureShards(in: url).count == 5)
    try folder.write("rgb.png\ta pencil\n", to: "shards/captions.tsv")
    #expect(!PictureShards.areIn(url))
  }

  @Test("an array that NumPy wrote with another version of its format is read") func secondVersion() throws {
    var data = SampleShards.pixels(count: 3, side: 8)
    let length = UInt32(data[8]) | UInt32(data[9]) << 8
    data[6] = 2
    data.replaceSubrange(8..<10, with: [UInt8(length & 255), UInt8(length >> 8), 0, 0])
    try folder.write(data, to: "shards/00000.npy")
    #expect(try pixels(PictureShards(in: url), 1)[0] == 31)
  }

  @Test(
    "what is wrong is named with its file and line",
    arguments: [
      ("00001.tsv", "a pencil\tpencil\tphoto\n", nil as Int?, ShardError.Reason.captions(1, pictures: 2)),
      ("00001.tsv", "a pencil\tpencil\tphoto\na pencil\tphoto\n", 2, .columns(2)),
      ("00001.tsv", " \tpencil\tphoto\na pencil\tpencil\tphoto\n", 1, .noCaption),
      ("00001.npy", "no array", nil, .notNumpy),
      ("00002.tsv", "a pencil\tpencil\tphoto\n", nil, .noPixels),
    ])
  func wrong(_ name: String, _ text: String, _ line: Int?, _ reason: ShardError.Reason) throws {
    try folder.write(text, to: "shards/\(name)")
    let file = name == "00002.tsv" ? "00002.npy" : name
    #expect(throws: ShardError(url.appending(path: file).path, line: line, reason)) {
      try PictureShards(in: url)
    }
  }

  @Test("an array of another length, type or side is refused") func wrongArrays() throws {
    let path = url.appending(path: "00001.npy").path
    let whole = SampleShards.pixels(count: 2, side: 8)
    try folder.write(whole.dropLast(1), to: "shards/00001.npy")
    let length = ShardError.Reason.length(expected: whole.count, found: whole.count - 1)
    #expect(throws: ShardError(path, length)) { try PictureShards(in: url) }
    try folder.write(SampleShards.pixels(count: 2, side: 16), to: "shards/00001.npy")
    #expect(throws: ShardError(path, .side(16, first: 8))) { try PictureShards(in: url) }
    var floats = whole
    let type = try #require(floats.range(of: Data("|u1".utf8)))
    floats.replaceSubrange(type, with: Data("<f4".utf8))
    try folder.write(floats, to: "shards/00001.npy")
    let error = #expect(throws: ShardError.self) { try PictureShards(in: url) }
    #expect(
      error?.complaint.contains("expected bytes [pictures, side, side, 3], found {'descr': '<f4'") == true)
  }

  @Test("a file that becomes shorter while it is read is told, and ends nothing") func shortened() throws {
    let shards = try PictureShards(in: url)
    let file = try FileHandle(forWritingTo: url.appending(path: "00001.npy"))
    try file.truncate(atOffset: 200)
    #expect(throws: ShardError.self) { try pixels(shards, 4) }
    #expect(try pixels(shards, 0).count == 192)
  }
}
