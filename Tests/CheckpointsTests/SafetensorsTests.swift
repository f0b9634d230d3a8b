import Checkpoints
import Files
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  @Test("tensors, integers and metadata come back as they went in") func contents() throws {
    let url = folder.url("b.safetensors")
    var writer = SafetensorsWriter()
    writer.metadata = ["note": "\"quoted\"/é"]
    writer.add(Tensor(shape: [2, 0], scalars: []), named: "empty")
    writer.add(Tensor(shape: [3], scalars: [1, -2, .infinity]), named: "three")
    writer.add([7, -1], shape: [2], named: "integers")
    try writer.write(to: url)
    let file = try SafetensorsFile(url)
    #expect(try file.tensor(named: "three").scalars == [1, -2, .infinity])
    #expect(try file.tensor(named: "empty").shape == [2, 0])
    #expect(try file.integers(named: "integers").values == [7, -1])
    #expect(file.metadata == writer.metadata && file.checksum == writer.checksum)
  }

  struct Wrong: CustomTestStringConvertible {
    let testDescription: String
    let bytes: Data
    init(_ name: String, length: UInt64? = nil, header: String = "", data: Int = 0) {
      testDescription = name
      let count = length ?? UInt64(header.utf8.count)
      bytes = withUnsafeBytes(of: count.littleEndian) { Data($0) } + Data(header.utf8) + Data(count: data)
    }
    init(_ name: String, bytes: Data) { (testDescription, self.bytes) = (name, bytes) }
  }

  static let wrong = [
    Wrong("empty", bytes: Data()),
    Wrong("seven bytes", bytes: Data(count: 7)),
    Wrong("no header", length: 0),
    Wrong("header longer than the file", length: 9, header: "{}"),
    Wrong("header of 2^63 bytes", length: 1 << 63, header: "{}"),
    Wrong("header of 2^64 - 1 bytes", length: .max, header: "{}"),
    Wrong("no JSON", header: "hello"),
    Wrong("a list", header: "[1, 2]"),
    Wrong("not UTF-8", bytes: Data([2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe])),
    Wrong("nested a million deep", header: String(repeating: "[", count: 1_000_000)),
    Wrong("bytes left over", header: "{}", data: 4),
    Wrong("no shape", header: #"{"a": {"dtype": "F32", "data_offsets": [0, 4]}}"#, data: 4),
    Wrong(
      "shape of text", header: #"{"a": {"dtype": "F32", "shape": ["1"], "data_offsets": [0, 4]}}"#, data: 4),
    Wrong("unknown type", header: #"{"a": {"dtype": "F31", "shape": [1], "data_offsets": [0, 4]}}"#, data: 4),
    Wrong(
      "negative length", header: #"{"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}"#, data: 4),
    Wrong("one offset", header: #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0]}}"#, data: 4),
    Wrong(
      "offsets reversed", header: #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}}"#, data: 4),
    Wrong(
      "negative offset", header: #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}}"#, data: 4),
    Wrong(
      "shape and bytes disagree", header: #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}"#,
      data: 4),
    Wrong(
      "sizes overflow",
      header: #"{"a": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 0]}}"#),
    Wrong(
      "terabytes promised",
      header: #"{"a": {"dtype": "F32", "shape": [1000000000000], "data_offsets": [0, 4000000000000]}}"#,
      data: 4),
    Wrong(
      "offset beyond Int", header: #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 1e30]}}"#,
      data: 4),
    Wrong(
      "truncated data", header: #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#, data: 7),
    Wrong(
      "a hole",
      header: #"""
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
         "b": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]}}
        """#, data: 12),
    Wrong(
      "an overlap",
      header: #"""
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
         "b": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}
        """#, data: 4),
    Wrong(
      "a name twice",
      header: #"""
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
         "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}
        """#, data: 8),
    Wrong(
      "a key twice", header: #"{"a": {"dtype": "F32", "shape": [1], "shape": [1], "data_offsets": [0, 4]}}"#,
      data: 4),
    Wrong(
      "lists in a shape, a million deep",
      header: #"{"a": {"dtype": "F32", "shape": "# + String(repeating: "[", count: 1_000_000)),
    Wrong(
      "half a surrogate pair", header: #"{"\ud83d": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}"#),
    Wrong("text after the header", header: "{} {}"),
    Wrong("metadata of numbers", header: #"{"__metadata__": {"a": 1}}"#),
  ]

  @Test("a wrong file is an error that names it", arguments: wrong) func wrongFile(_ file: Wrong) throws {
    let url = folder.url("wrong.safetensors")
    try file.bytes.write(to: url)
    let error = #expect(throws: CheckpointError.self) { try SafetensorsFile(url) }
    #expect(error.map { "\($0)".hasPrefix(url.path) } == true)
  }

  @Test("a file that is not there is an error that names it") func missing() {
    let url = folder.url("none.safetensors")
    let error = #expect(throws: CheckpointError.self) { try SafetensorsFile(url) }
    #expect(error?.file == url.path)
  }

  @Test("saving where nothing can be written is an error and leaves nothing behind") func unwritable() throws
  {
    try folder.write("a file", to: "no")
    let url = folder.url("no/such/folder/a.safetensors")
    let folderForFile = FileFault.unwritable(.noFolder(folder.url("no").path))
    #expect(throws: FileError(file: url.deletingLastPathComponent().path, folderForFile)) {
      try SafetensorsWriter().write(to: url)
    }
    #expect(try folder.names(in: "") == ["no"])
  }
}
