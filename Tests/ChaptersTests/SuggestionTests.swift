import Chapters
import Testing

@Suite struct SuggestionTests {
  @Test(
    "a near name is suggested, a far one is not",
    arguments: [
      ("guidence", "guidance"), ("trian", "train"), ("TRAIN", "train"), ("epoch", "epochs"), ("x", nil),
      ("", nil),
      ("sampling", nil), ("tran", "train"),
    ])
  func nearest(_ word: String, _ expected: String?) {
    #expect(Suggestion.nearest(to: word, among: ["guidance", "train", "epochs", "seed"]) == expected)
  }

  @Test("very long words are compared with nothing") func long() {
    let word = String(repeating: "a", count: 100_000)
    #expect(Suggestion.nearest(to: word, among: [word + "b"]) == nil)
  }
}
