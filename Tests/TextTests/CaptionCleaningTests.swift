import TestSupport
import Testing
import Text

@Suite("the cleaning of captions") struct CaptionCleaningTests {
  private struct Record: Decodable {
    let captions: [[String]]
  }

  @Test("a table of prompts comes out as from the steps in Python") func table() throws {
    let captions = try fixtures.decode(Record.self, "captions.json").captions
    #expect(captions.count == 446)
    for caption in captions {
      let found = CaptionCleaning.cleaned(caption[0])
      #expect(
        Array(found.unicodeScalars) == Array(caption[1].unicodeScalars),
        "\(caption[0].debugDescription) -> \(found.debugDescription), not \(caption[1].debugDescription)")
    }
  }

  @Test("a plain prompt is only lower-cased") func plain() {
    for prompt in ["an oil painting of an old man", "a photo of a hipster barista", "a rocket ship", ""] {
      #expect(CaptionCleaning.cleaned(prompt) == prompt && CaptionCleaning.lowercased(prompt) == prompt)
    }
    #expect(CaptionCleaning.cleaned(" A Pencil ") == "a pencil")
    #expect(CaptionCleaning.lowercased(" RB ") == "rb")
  }
}
