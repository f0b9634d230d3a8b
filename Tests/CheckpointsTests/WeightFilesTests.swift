import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("weights on disk") struct WeightFilesTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A file with one tensor "a" of the given type and bytes.
  private func file(
    _ type: String, _ count: Int, shape: [Int]? = nil, _ bytes: [UInt8]
  ) throws -> SafetensorsFile {
    let url = folder.url("\(UUID().uuidString).safetensors")
    // A header of odd length, so that nothing is aligned.
    let shape = shape ?? [count]
    var header = #"{"a":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[0,\#(bytes.count)]}}"#
    if header.utf8.count % 2 == 0 { header += " " }
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    try (length + Data(header.utf8) + Data(bytes)).write(to: url)
    return try SafetensorsFile(url)
  }

  /// Sign, exponent and fraction by the definition of IEEE 754.
  private func binary16(_ bits: Int) -> Float {
    let (exponent, fraction) = ((bits >> 10) & 31, Float(bits & 1023) / 1024)
    let sign: Float = bits & 0x8000 == 0 ? 1 : -1
    if exponent == 31 { return fraction == 0 ? sign * .infinity : .nan }
    if exponent == 0 { return sign * fraction * 0x1p-14 }
    return sign * (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
  }

  @Test("every 16-bit float becomes the float32 that it stands for") func halves() throws {
    let bytes = (0..<65536).flatMap { (bits: Int) -> [UInt8] in [UInt8(bits & 255), UInt8(bits >> 8)] }
    let halves = try file("F16", 65536, bytes).tensor(named: "a", shape: [65536]).scalars
    #expect(halves.indices.allSatisfy { isSame(halves[$0], binary16($0)) })
    let brains = try file("BF16", 65536, bytes).tensor(named: "a", shape: [65536]).scalars
    #expect(brains.indices.allSatisfy { isSame(brains[$0], Float(bitPattern: UInt32($0) << 16)) })
  }

  private func isSame(_ a: Float, _ b: Float) -> Bool { a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN) }

  @Test("a kernel stays in half precision where the file holds no more than that") func halfKernels() throws {
    let bytes = (0..<12).flatMap { (low: Int) -> [UInt8] in [UInt8(low), 0x3c] }
    let halves = try file("F16", 12, shape: [4, 3], bytes)
    let kernel = try #require(try halves.halfKernel(named: "a", shape: [4, 3]))
    #expect(kernel.tensor == (try halves.tensor(named: "a", shape: [4, 3])).outputsLast)
    // The upper half of a float32 that is no half.
    let brains = try file("BF16", 2, shape: [2, 1], [0, 0x3f, 1, 0x7f])
    #expect(try brains.halfKernel(named: "a", shape: [2, 1]) == nil)
    let infinite = try file("F16", 2, shape: [2, 1], [0, 0x3c, 0, 0x7c])
    #expect(try infinite.halfKernel(named: "a", shape: [2, 1]) == nil)
    let reason = CheckpointFault.shape(name: "a", expected: [3, 4], found: [4, 3])
    #expect(throws: CheckpointError(file: halves.path, reason)) {
      try halves.halfKernel(named: "a", shape: [3, 4])
    }
  }

  @Test("a length that is no multiple of a vector is read whole", arguments: [0, 1, 15, 17, 100])
  func lengths(count: Int) throws {
    let bytes = (0..<count).flatMap { (low: Int) -> [UInt8] in [UInt8(low), 0x3f] }
    let values = try file("BF16", count, bytes).tensor(named: "a").scalars
    #expect(values == (0..<count).map { Float(bitPattern: 0x3f00_0000 | UInt32($0) << 16) })
  }

  @Test("a type that is no float is an error that names the tensor") func types() throws {
    let integers = try file("I64", 1, [1, 0, 0, 0, 0, 0, 0, 0])
    #expect(try integers.integers(named: "a").values == [1])
    let reason = CheckpointFault.type(name: "a", expected: "F32 or F16 or BF16", found: "I64")
    #expect(throws: CheckpointError(file: integers.path, reason)) {
      try integers.tensor(named: "a", shape: [1])
    }
  }

  struct Network: CustomTestStringConvertible {
    let testDescription, list, type: String
    let bytesPerElement, parameters: Int
  }

  static let networks = [
    Network(
      testDescription: "IF-I-XL", list: "keys/if_i_xl_keys.txt", type: "F16", bytesPerElement: 2,
      parameters: 4_304_695_110),
    Network(
      testDescription: "IF-II-L", list: "keys/if_ii_l_keys.txt", type: "BF16", bytesPerElement: 2,
      parameters: 1_243_277_190),
    Network(
      testDescription: "T5-XXL", list: "keys/t5_xxl_encoder_keys.txt", type: "F32", bytesPerElement: 4,
      parameters: 4_762_310_656 + 32128 * 4096),
  ]

  @Test(
    "a full-size network's file opens, has every tensor, and is not read into memory", arguments: networks)
  func fullSize(_ network: Network) throws {
    let before = SparseFile.residentBytes
    let shapes = try Fixtures.shared.shapes(network.list)
    let url = folder.url("diffusion_pytorch_model.safetensors")
    try SparseFile.write(shapes, type: network.type, bytesPerElement: network.bytesPerElement, to: url)
    let weights = try WeightFiles(in: folder.root)
    #expect(weights.byteCount == network.parameters * network.bytesPerElement)
    try weights.require(Dictionary(uniqueKeysWithValues: shapes.map { ($0.name, $0.shape) }))
    let smallest = try #require(shapes.min { $0.shape.reduce(1, *) < $1.shape.reduce(1, *) })
    #expect(try weights.tensor(named: smallest.name, shape: smallest.shape).shape == smallest.shape)
    if let before, let after = SparseFile.residentBytes { #expect(after - before < 1 << 30) }
  }

  @Test("a missing, a misshapen and a left-over tensor are errors that name them") func differences() throws {
    var shapes = try Fixtures.shared.shapes("keys/if_i_xl_keys.txt")
    let expected = Dictionary(uniqueKeysWithValues: shapes.map { ($0.name, $0.shape) })
    let url = folder.url("model.safetensors")
    func reason() throws -> CheckpointFault? {
      try SparseFile.write(shapes, type: "F16", bytesPerElement: 2, to: url)
      let weights = try WeightFiles(in: folder.root)
      return #expect(throws: CheckpointError.self) { try weights.require(expected) }?.reason
    }
    let name = "mid_block.attentions.0.to_q.weight"
    let index = try #require(shapes.firstIndex { $0.name == name })
    shapes[index].shape = [2816, 2815]
    #expect(try reason() == .shape(name: name, expected: [2816, 2816], found: [2816, 2815]))
    shapes.remove(at: index)
    #expect(try reason() == .missing(name: name))
    shapes.append((name, [2816, 2816]))
    shapes.append(("zzz", [1]))
    #expect(try reason() == .unexpected(name: "zzz"))
  }

  /// Two files and an index of four tensors.
  private func writeShards(_ map: [String: String]) throws -> URL {
    for (file, tensors) in [("model-1.safetensors", ["a", "b"]), ("model-2.safetensors", ["c", "d"])] {
      var writer = SafetensorsWriter()
      for name in tensors {
        writer.add(Tensor(shape: [1], scalars: [Float(name.utf8.first!)]), named: name)
      }
      try writer.write(to: folder.url(file))
    }
    let index = folder.url("model.safetensors.index.json")
    try JSONEncoder().encode(["weight_map": map]).write(to: index)
    return index
  }

  private static let map = [
    "a": "model-1.safetensors", "b": "model-1.safetensors", "c": "model-2.safetensors",
    "d": "model-2.safetensors",
  ]

  @Test("the files of an index are one set of weights") func shards() throws {
    _ = try writeShards(Self.map)
    let weights = try WeightFiles(in: folder.root)
    #expect(weights.names == ["a", "b", "c", "d"])
    #expect(try weights.tensor(named: "d", shape: [1]).scalars == [100])
  }

  @Test("an index that names a file outside, a missing one or the wrong one is an error") func wrongIndex()
    throws
  {
    for name in ["../model-1.safetensors", "/etc/passwd", "", ".hidden", "a/b.safetensors"] {
      let index = try writeShards(Self.map.merging(["a": name]) { $1 })
      let error = #expect(throws: CheckpointError.self) { try WeightFiles(index: index) }
      #expect(error.map { "\($0)".contains("tensor 'a'") } == true)
    }
    var index = try writeShards(Self.map.merging(["a": "model-3.safetensors"]) { $1 })
    #expect(throws: CheckpointError.self) { try WeightFiles(index: index) }
    index = try writeShards(Self.map.merging(["e": "model-1.safetensors"]) { $1 })
    let first = folder.url("model-1.safetensors").path
    #expect(throws: CheckpointError(file: first, .missing(name: "e"))) { try WeightFiles(index: index) }
    index = try writeShards(Self.map.filter { $0.key != "b" })
    #expect(throws: CheckpointError(file: first, .unindexed(name: "b"))) { try WeightFiles(index: index) }
    for text in ["", "[]", "{}", #"{"weight_map": 3}"#, String(repeating: "[", count: 1_000_000)] {
      try Data(text.utf8).write(to: index)
      let error = #expect(throws: CheckpointError.self) { try WeightFiles(index: index) }
      #expect(error?.file == index.path)
    }
  }

  @Test("a folder without weights is an error that says which names would do") func noWeights() {
    let error = #expect(throws: CheckpointError.self) { try WeightFiles(in: folder.root) }
    #expect(error.map { "\($0)".contains("diffusion_pytorch_model.safetensors") } == true)
  }

  @Test("a file that is cut while it is open is an error at the next tensor") func cutWhileOpen() throws {
    let file = try file("F32", 4096, [UInt8](repeating: 0, count: 16384))
    _ = try file.tensor(named: "a")
    let url = URL(filePath: file.path)
    let size = try Data(contentsOf: url).count
    let handle = try FileHandle(forWritingTo: url)
    try handle.truncate(atOffset: 100)
    try handle.close()
    let fault = CheckpointFault.file(.shortened(from: size, to: 100))
    #expect(throws: CheckpointError(file: file.path, fault)) { try file.tensor(named: "a", shape: [4096]) }
  }

  @Test("a folder in the place of a file is an error") func folderForFile() {
    #expect(throws: CheckpointError.self) { try SafetensorsFile(folder.root) }
  }
}
