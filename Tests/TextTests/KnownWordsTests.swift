import Foundation
import TestSupport
import Testing
import Text

/// Words that a model never saw are told from those that it did.
@Suite("known words") struct KnownWordsTests {
  private static let few = KnownWords([
    "a", "photo", "of", "the", "snow-capped", "mountain", "snow", "rocket", "ship", "man's",
  ])

  @Test("a prompt of known words has no strangers, whatever its case and punctuation") func known() {
    #expect(Self.few.strangers(in: "A photo of the Snow-capped mountain, (rocket ship)!") == [])
    #expect(Self.few.strangers(in: "") == [])
    #expect(Self.few.strangers(in: "  ... - , ") == [])
  }

  @Test("strangers come in their order, once, in lower case, without the punctuation around them")
  func strangers() {
    #expect(
      Self.few.strangers(in: "A photo of Paris, of \u{201C}paris\u{201D}: the Amalfi cost!") == [
        "paris", "amalfi", "cost",
      ])
  }

  @Test("a word with a hyphen is known if its parts are, and else the unknown part is named") func hyphens() {
    #expect(Self.few.strangers(in: "a rocket-ship") == [])
    #expect(Self.few.strangers(in: "a rocket-propelled,ship") == ["propelled"])
    #expect(Self.few.strangers(in: "the man's rocket") == [])
    #expect(Self.few.strangers(in: "the woman's rocket") == ["woman's"])
  }

  @Test("captions of a later training add their words") func added() {
    #expect(Self.few.strangers(in: "a red whale in Rome") == ["red", "whale", "in", "rome"])
    #expect(
      Self.few.adding(wordsOf: ["a whale", "a red whale"]).strangers(in: "a red whale in Rome") == [
        "in", "rome",
      ])
  }

  @Test("without a list, strange are the words that have characters of no piece") func spelled() throws {
    let plain = try PromptTokenizer(Fixtures.shared.url("tokenizer_nfkc.model"))
    let words = KnownWords(spelledBy: plain)
    #expect(words.words.isEmpty && !words.isList)
    #expect(words.strangers(in: "a photo of a \u{16A0}\u{16A2}\u{16A6} ship") == ["\u{16A0}\u{16A2}\u{16A6}"])
    let bytes = KnownWords(spelledBy: try PromptTokenizer(Fixtures.shared.url("tokenizer_bytes.model")))
    #expect(bytes.strangers(in: "a \u{16A0}\u{16A2}\u{16A6} ship") == [], "bytes spell everything")
  }

  @Test("a list that is no text is named") func unreadable() throws {
    let folder = try Scratch()
    let url = try folder.write("snow\nShip\r\n\n  rocket \n", to: "words.txt")
    #expect(try KnownWords(contentsOf: url).words == ["snow", "ship", "rocket"])
    try folder.write([0x61, 0xff, 0x0a], to: "words.txt")
    let error = #expect(throws: TokenizerError.self) { try KnownWords(contentsOf: url) }
    #expect(error?.description == "\(url.path): cannot be read: it is not UTF-8")
  }
}
