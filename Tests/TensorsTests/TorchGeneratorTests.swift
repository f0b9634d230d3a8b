import Files
import Foundation
import Tensors
import Testing

@Suite struct TorchGeneratorTests {
  private static var golden: [String: Any] {
    try! JSONSerialization.jsonObject(with: fixtures.data("rng.json")) as! [String: Any]
  }

  private func floats(_ key: String) -> [Float] { (Self.golden[key] as! [Double]).map(Float.init) }

  @Test("raw words are those of the Mersenne Twister", arguments: [0, 42, 100, 180])
  func words(seed: Int) {
    var generator = TorchGenerator(seed: UInt64(seed))
    let expected = (Self.golden["mt_u32_seed\(seed)_first5"] as! [Int]).map(UInt32.init)
    #expect((0..<5).map { _ in generator.nextUInt32() } == expected)
  }

  @Test("uniform numbers have torch's bits", arguments: [0, 42, 100, 180])
  func uniform(seed: Int) {
    var generator = TorchGenerator(seed: UInt64(seed))
    #expect(generator.uniform([8]).scalars == floats("rand8_seed\(seed)"))
  }

  @Test("normal numbers have torch's bits, few and many", arguments: [0, 42, 100, 180])
  func normal(seed: Int) {
    var few = TorchGenerator(seed: UInt64(seed))
    #expect(few.normal([7]).scalars == floats("randn7_seed\(seed)"))
    var block = TorchGenerator(seed: UInt64(seed))
    #expect(block.normal([16]).scalars == floats("randn16_seed\(seed)"))
    var many = TorchGenerator(seed: UInt64(seed))
    let numbers = many.normal([50176]).scalars
    #expect(numbers.prefix(4) + numbers.suffix(4) == floats("randn50176_seed\(seed)_first4_last4")[...])
    let bytes = numbers.withUnsafeBufferPointer { Data(buffer: $0) }
    #expect(FileHash.sha256(of: bytes) == Self.golden["randn50176_seed\(seed)_sha256"] as? String)
  }

  @Test("permutations are torch's", arguments: [0, 42, 100, 180])
  func permutation(seed: Int) throws {
    let expected = try #require(Self.golden["randperm60000_seed\(seed)_first8"] as? [Int])
    var generator = TorchGenerator(seed: UInt64(seed))
    let order = generator.permutation(60000)
    #expect(Array(order.prefix(8)) == expected)
    let bytes = order.map { Int64($0).littleEndian }.withUnsafeBufferPointer { Data(buffer: $0) }
    #expect(FileHash.sha256(of: bytes) == Self.golden["randperm60000_seed\(seed)_sha256_int64le"] as? String)
  }

  @Test("a generator that was written and read back goes on where it was") func codable() throws {
    var generator = TorchGenerator(seed: 5)
    _ = generator.normal([3])
    var copy = try JSONDecoder().decode(TorchGenerator.self, from: JSONEncoder().encode(generator))
    #expect(generator.normal([5]) == copy.normal([5]))
    #expect(generator.normal([40]) == copy.normal([40]))
  }

  @Test("a state that no generator can be in is refused") func corrupt() {
    let text = #"{"words": [1, 2, 3], "position": 1}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TorchGenerator.self, from: Data(text.utf8))
    }
  }

  @Test("images are drawn in torch's order, channels first") func images() {
    var (a, b) = (TorchGenerator(seed: 1), TorchGenerator(seed: 1))
    #expect(a.normalImages([2, 3, 4, 5]).channelsFirst == b.normal([2, 5, 3, 4]))
  }
}
