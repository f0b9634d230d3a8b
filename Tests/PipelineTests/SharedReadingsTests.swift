import Chapters
import Foundation
import Pipeline
import TestSupport
import Testing

/// What blocks of a build read of the same files.
@Suite struct SharedReadingsTests {
  private let folder: Scratch
  private let readings: SharedReadings

  init() throws {
    folder = try Scratch()
    let surroundings = Surroundings(
      reportFolder: folder.root, dataFolder: folder.root, modelsFolder: folder.root, models: NamedModels())
    readings = surroundings.readings
  }

  /// The file's content, and whether it was read just now.
  private func read(_ name: String, as form: String = "") throws -> (text: String, isNew: Bool) {
    var isNew = false
    let text = try readings.latest(of: [folder.url(name)], as: form) {
      isNew = true
      return try String(contentsOf: folder.url(name), encoding: .utf8)
    }
    return (text, isNew)
  }

  @Test("a file is read once as long as it stays as it is, and anew when it changes") func latest() throws {
    try folder.write("one", to: "a")
    #expect(try read("a") == ("one", true))
    #expect(try read("a") == ("one", false))
    try folder.write("two", to: "a")
    #expect(try read("a") == ("two", true))
    #expect(try read("a") == ("two", false))
  }

  @Test("what is made of a file in another way is another reading") func forms() throws {
    try folder.write("one", to: "a")
    #expect(try read("a", as: "first 10").isNew)
    #expect(try read("a", as: "first 20").isNew)
    #expect(try !read("a", as: "first 10").isNew)
  }

  @Test("a file that is not there is looked for again every time") func missing() throws {
    #expect(throws: (any Error).self) { try read("a") }
    try folder.write("one", to: "a")
    #expect(try read("a") == ("one", true))
  }

  @Test("only the eight files that were used last are kept") func bound() throws {
    for number in 0..<9 { try folder.write("\(number)", to: "\(number)") }
    for number in 0..<8 { #expect(try read("\(number)").isNew) }
    #expect(try !read("0").isNew)
    #expect(try read("8").isNew)
    #expect(try !read("0").isNew)
    #expect(try read("1").isNew)
  }
}
