import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// The judge of pictures against PyTorch (Tests/Reference/make_judge.py), and folders that are none.
@Suite("the judge of pictures") struct PictureJudgeTests {
  private struct Record: Decodable {
    let halved, subject, style: [Float]
    let layers: [[Float]]
  }

  /// Element number i is (37 i mod 101) / 50 - 1.
  private static let pictures = Tensor(
    shape: [2, 16, 16, 3], scalars: (0..<2 * 16 * 16 * 3).map { Float($0 * 37 % 101) / 50 - 1 })

  private static func near(_ found: Tensor, _ expected: [Float]) -> Bool {
    found.count == expected.count
      && zip(found.scalars, expected).allSatisfy { abs($0 - $1) <= 3e-6 + 1e-5 * abs($1) }
  }

  @Test("pictures are halved, and every layer and head agrees with torch") func torch() throws {
    let record = try fixtures.decode(Record.self, "judge.json")
    let judge = try PictureJudge(Fixtures.shared.url("judge"))
    #expect(Self.near(BinomialHalving.value(Self.pictures), record.halved))
    let layers = judge.layers(of: Self.pictures)
    #expect(layers.map(\.shape) == [[2, 8, 8, 4], [2, 4, 4, 6], [2, 4, 4, 8]])
    for (layer, expected) in zip(layers, record.layers) { #expect(Self.near(layer, expected)) }
    let logits = judge.logits(of: Self.pictures)
    #expect(Self.near(logits.subject, record.subject) && Self.near(logits.style, record.style))
    for (row, verdict) in judge.verdicts(of: Self.pictures).enumerated() {
      let own = record.subject[row * 4..<row * 4 + 4]
      let best = try #require(own.max())
      #expect(verdict.subject == judge.configuration.subjects[(own.firstIndex(of: best) ?? 0) - row * 4])
    }
  }

  @Test("a picture four times as wide is halved twice; other sides are not taken") func sides() throws {
    let judge = try PictureJudge(Fixtures.shared.url("judge"))
    #expect([8, 16, 32, 64].allSatisfy { judge.configuration.takes(side: $0) })
    #expect([4, 7, 12, 24, 40].allSatisfy { !judge.configuration.takes(side: $0) })
    let grey = Tensor(repeating: 0.25, shape: [1, 32, 32, 3])
    #expect(BinomialHalving.value(grey, toSide: 8) == Tensor(repeating: 0.25, shape: [1, 8, 8, 3]))
  }

  @Test("what will do for a subject is said by its folder") func right() throws {
    let judge = try PictureJudge(Fixtures.shared.url("judge"))
    #expect(judge.isRight("tower", for: "house") && judge.isRight("boat", for: "boat"))
    #expect(!judge.isRight("house", for: "tower") && !judge.isRight("cat", for: "house"))
  }

  /// The error of a copy of the fixture whose config.json has one text in place of another.
  private func complaint(_ old: String, _ new: String) throws -> String {
    let folder = try Scratch()
    let judge = try folder.copy(Fixtures.shared.url("judge"), to: "judge")
    try folder.replace(old, with: new, in: "judge/config.json")
    let error = #expect(throws: JudgeError.self) { try PictureJudge(judge) }
    return (error?.description ?? "").replacing(judge.path + "/", with: "")
  }

  @Test("a folder that is no judge is told by its key or its tensor") func folders() throws {
    #expect(try complaint("\"side\": 8, ", "") == "config.json: expected key 'side', found none of that name")
    #expect(
      try complaint("[1, 2, 1]", "[1, 3, 1]")
        == "config.json: key 'strides': expected a list of 3 integers in 1...2, found [1, 3, 1]")
    #expect(
      try complaint("[4, 6, 8]", "[]")
        == "config.json: key 'widths': expected a list of 1...16 integers in 1...1024, found []")
    #expect(
      try complaint("[\"photo\", \"pencil\"]", "[\"photo\", \"photo\"]")
        == "config.json: key 'styles': expected a list of different texts, found ['photo', 'photo']")
    #expect(
      try complaint("[\"tower\"]", "[\"towers\"]")
        == "config.json: key 'also-right': expected an object of lists of subjects, found {house: ['towers']}"
    )
    #expect(
      try complaint("\"side\"", "\"dropout\": 0.1, \"side\"")
        == "config.json: found key 'dropout', which is not implemented")
    #expect(
      try complaint("[4, 6, 8]", "[4, 6, 9]")
        == "model.safetensors: tensor 'convolutions.2.bias': expected shape [9], found [8]")
    #expect(
      try complaint("\"tower\"],", "\"tower\", \"ship\"],")
        == "model.safetensors: tensor 'subject.bias': expected shape [5], found [4]")
    let error = #expect(throws: JudgeError.self) { try PictureJudge(Checkout.root.appending(path: "Tests")) }
    #expect(
      error?.description.contains("config.json: expected a JSON object") == true,
      "\(String(describing: error))")
  }
}
