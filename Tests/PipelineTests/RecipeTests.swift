import Chapters
import Foundation
import Pipeline
import Testing

/// What decides a block's key, and how a change of it is told.
@Suite struct RecipeTests {
  private func recipe(_ parts: KeyValuePairs<String, String>) -> Recipe {
    Recipe(parts: parts.map { Recipe.Part(name: $0.key, value: $0.value) })
  }

  @Test("the key is the same for the same parts and differs for any other") func key() {
    let recipe = recipe(["a": "1", "b": "2"])
    #expect(recipe.key.count == 64)
    #expect(recipe.key == self.recipe(["a": "1", "b": "2"]).key)
    for other in [
      ["a": "1", "b": "3"], ["b": "2", "a": "1"], ["a": "1"], ["a": "1b", "": "2"], ["a1": "", "b": "2"],
    ]
      as [KeyValuePairs<String, String>]
    {
      #expect(recipe.key != self.recipe(other).key)
    }
  }

  @Test("an option with its default leaves the key as if the option were not there") func defaults() {
    let old = recipe(["directive": "train", "option epochs": "2"])
    func new(_ part: Recipe.Part) -> Recipe { Recipe(parts: old.parts + [part]) }
    let left = new(.init(name: "option width", value: "4", isDefault: true))
    #expect(left.key == old.key && left.difference(from: old) == nil && old.difference(from: left) == nil)
    let written = new(.init(name: "option width", value: "8"))
    #expect(written.key != old.key)
    #expect(written.difference(from: old) == "option width is new")
    #expect(written.difference(from: left) == "option width changed: 4 -> 8")
    #expect(left.difference(from: written) == "option width changed: 8 -> 4")
  }

  @Test("a required option is no default, whatever its value") func required() {
    struct Options: Sendable { var (epochs, of) = (2, "") }
    let schema = Schema<Options>([
      .option("epochs", \.epochs, "passes"), .required("of", \.of, "the block"),
    ])
    let found = schema.canonical(Options(), defaults: Options())
    #expect(found.map(\.name) == ["epochs", "of"] && found.map(\.isDefault) == [true, false])
  }

  @Test("a recipe of a program that knew no defaults is still read") func oldRecord() throws {
    let text = #"{"parts": [{"name": "option epochs", "value": "2"}]}"#
    let found = try JSONDecoder().decode(Recipe.self, from: Data(text.utf8))
    #expect(found == recipe(["option epochs": "2"]))
  }

  @Test("a change is told part by part") func difference() {
    let old = recipe([
      "option epochs": "2", "option width": "4", "file x": "aa", "block d": "bb", "gone": "1",
    ])
    let new = recipe(["option epochs": "3", "option width": "4", "file x": "ab", "block d": "bc", "new": "1"])
    #expect(
      new.difference(from: old)
        == "option epochs changed: 2 -> 3, file x changed, block d changed, new is new, gone is gone")
    #expect(old.difference(from: old) == nil)
  }

  @Test("a spelling of a number is no change") func canonical() throws {
    let file = SourceFile(path: "a.yml", text: "a: 1e-3\nb: 0.001\nc: 00.0010\n")
    let entries = try YAML.mapping(file.text, in: file, from: 1)
    #expect(try entries.map { try Double.read($0.value, key: "x").canonical } == ["0.001", "0.001", "0.001"])
  }

  @Test(
    "a text has one spelling that no other text has",
    arguments: [("a\"b", #""a\"b""#), ("a\\b", #""a\\b""#), ("a\nb", #""a\nb""#), ("a,b", #""a,b""#)])
  func text(_ text: String, _ canonical: String) {
    #expect(text.canonical == canonical)
    #expect([text].canonical == "[\(canonical)]")
  }

  @Test(
    "numbers are shown with the digits that were measured",
    arguments: [
      (0.0, "0"), (0.012345, "0.01235"), (123_456.0, "123456"), (1_234_567.0, "1.235 × 10⁶"),
      (.nan, "not a number"),
      (-.infinity, "-∞"), (1e-7, "1.000 × 10⁻⁷"),
    ])
  func rounded(_ number: Double, _ text: String) {
    #expect(Measured.number(number).text == text)
  }

  @Test("counts have commas between thousands") func counts() {
    #expect(
      [0, 999, 1000, -1_234_567].map { Measured.count($0).text } == [
        "0", "999", "1,000", "-1,234,567",
      ])
  }
}
