import Foundation
import TestSupport
import Testing
import Text

@Suite("the prompt tokenizer") struct PromptTokenizerTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private struct Record: Decodable {
    struct Prompt: Decodable {
      let text: String
      let nfkc: [Int]
      let bytes: [Int]
    }
    let prompts: [Prompt]
  }

  private static func tokenizer(_ name: String) throws -> PromptTokenizer {
    try PromptTokenizer(Fixtures.shared.url(name))
  }

  @Test("240 prompts become sentencepiece's ids, normalised by NFKC as well as with byte fallback")
  func prompts()
    throws
  {
    let record = try fixtures.decode(Record.self, "tokenizer.json")
    let (nfkc, bytes) = (
      try Self.tokenizer("tokenizer_nfkc.model"), try Self.tokenizer("tokenizer_bytes.model")
    )
    #expect(record.prompts.count == 240)
    for prompt in record.prompts where !prompt.text.contains("<extra_id_") {
      #expect(nfkc.pieces(prompt.text) == prompt.nfkc, "\(prompt.text.debugDescription)")
      #expect(bytes.pieces(prompt.text) == prompt.bytes, "\(prompt.text.debugDescription), with bytes")
    }
  }

  @Test("a prompt gets its end, padding and a mask; a long one is cut, and its end stays") func lengths()
    throws
  {
    let tokenizer = try Self.tokenizer("tokenizer_nfkc.model")
    let empty = tokenizer.tokens("")
    #expect(empty.ids == [1] + [Int](repeating: 0, count: 76))
    #expect(empty.mask == [1] + [Int](repeating: 0, count: 76))
    let short = tokenizer.tokens("a dog", length: 8)
    let count = tokenizer.pieces("a dog").count
    #expect(short.ids == tokenizer.pieces("a dog") + [1] + [Int](repeating: 0, count: 7 - count))
    #expect(short.mask.reduce(0, +) == count + 1 && short.mask.count == 8)
    let text = String(repeating: "z9 ", count: 200)
    let long = tokenizer.tokens(text)
    #expect(long.ids == tokenizer.pieces(text).prefix(76) + [1])
    #expect(long.mask == [Int](repeating: 1, count: 77))
  }

  @Test("<extra_id_0> is the last id, and one beyond the extra ids is text") func extraIDs() throws {
    let tokenizer = try Self.tokenizer("tokenizer_nfkc.model")
    #expect(tokenizer.vocabularyCount == 1100)
    #expect(tokenizer.pieces("<extra_id_0>") == [1099])
    #expect(
      tokenizer.pieces("a dog<extra_id_99>a cat") == tokenizer.pieces("a dog") + [1000]
        + tokenizer.pieces("a cat"))
    #expect(!tokenizer.pieces("<extra_id_100>").contains { $0 >= 1000 })
  }

  @Test(
    "a model file cut anywhere, or with a byte changed, is an error or still usable, and never a crash",
    arguments: ["tokenizer_nfkc.model", "tokenizer_bytes.model"])
  func mutations(name: String) throws {
    let whole = try Fixtures.shared.data(name)
    let url = folder.url("spiece.model")
    var refused = 0
    for step in 0..<120 {
      var bytes = step % 2 == 0 ? whole.prefix(whole.count * step / 120) : whole
      let position = (step * 7919 + step * step) % whole.count
      if step % 2 == 1 { bytes[bytes.startIndex + position] ^= UInt8(1 + step % 255) }
      try bytes.write(to: url)
      do {
        _ = try PromptTokenizer(url).tokens("ａ photo of a 🐶 ﬁ e\u{301} \u{0}")
      } catch {
        #expect(error.file == url.path)
        refused += 1
      }
    }
    #expect(refused > 10)
  }

  /// A message of length-delimited and numeric fields, in the protocol buffers' encoding.
  private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count < 128)
    return [number << 3 | 2, UInt8(bytes.count)] + bytes
  }

  private func piece(_ text: String, _ kind: UInt8) -> [UInt8] {
    field(1, field(1, Array(text.utf8)) + [3 << 3, kind])
  }

  @Test("a model that contradicts itself is an error that says how") func contradictions() throws {
    let special = piece("<pad>", 3) + piece("</s>", 3)
    let good = special + piece("<unk>", 2) + piece("a", 1)
    let url = folder.url("spiece.model")
    func cause(_ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: url)
      let error = #expect(throws: TokenizerError.self) { try PromptTokenizer(url) }
      return error?.description ?? ""
    }
    try Data(good).write(to: url)
    #expect(try PromptTokenizer(url).pieces("a") == [2, 3])  // U+2581, of which the model knows nothing
    #expect(try cause([]).contains("no pieces"))
    #expect(try cause(Array("hello".utf8)).contains("expected a sentencepiece model"))
    #expect(try cause(good + piece("a", 1)).contains("'a' twice"))
    #expect(try cause(special + piece("a", 1)).contains("0 pieces for the unknown"))
    #expect(try cause(good + piece("<unk2>", 2)).contains("2 pieces for the unknown"))
    #expect(try cause(piece("<unk>", 2)).contains("no piece <pad>"))
    #expect(try cause(good + field(2, [3 << 3, 2])).contains("expected a unigram model"))
    #expect(try cause(good + field(2, [0x98, 0x02, 1])).contains("no piece <0x00>"))
    #expect(try cause(good + piece("", 1)).contains("empty"))
    #expect(try cause(good + piece("b", 9)).contains("unknown type"))
    #expect(try cause(good + field(3, field(2, [255, 255, 255, 255, 0, 0]))).contains("character map"))
    #expect(try cause(good + field(3, field(2, [4, 0, 0, 0, 0, 0, 0, 0, 65]))).contains("without an end"))
    #expect(
      try cause(good + [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]).contains("announced"))
    #expect(try cause(good + [UInt8](repeating: 0xff, count: 20)).contains("64 bits"))
    #expect(throws: TokenizerError.self) { try PromptTokenizer(folder.url("none")) }
    #expect(throws: TokenizerError.self) { try PromptTokenizer(folder.root) }
  }
}
