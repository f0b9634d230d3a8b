import Foundation
import TestSupport
import Testing

/// What the program says word for word, kept in `Transcripts/NAME.txt`; a mismatch writes `NAME.txt.actual`.
enum Transcript: String, CaseIterable {
  case blockFails = "block-fails"
  case blockMended = "block-mended"
  case checkpointRotted = "checkpoint-rotted"
  case dataAnotherMagic = "data-another-magic"
  case dataCutShort = "data-cut-short"
  case dataTrailing = "data-trailing"
  case dataEmpty = "data-empty"
  case dataFewLabels = "data-few-labels"
  case dataNoImages = "data-no-images"
  case dataShortHeader = "data-short-header"
  case dataHuge = "data-huge"
  case dataOtherSize = "data-other-size"
  case dataWrongSum = "data-wrong-sum"
  case dataFolder = "data-folder"
  case diskFull = "disk-full"
  case diskFullSite = "disk-full-site"
  case readOnly = "read-only"
  case unreadable = "unreadable"
  case siteLocked = "site-locked"
  case fileForState = "file-for-state"
  case fileForStore = "file-for-store"
  case fileForSite = "file-for-site"
  case katexMissing = "katex-missing"
  case strangeFiles = "strange-files"
  case reflowOverflows = "reflow-overflows"
  case noWay = "no-way"

  static let folder = Checkout.root.appending(path: "Tests/ReportTests/Transcripts")

  /// Compares what a run wrote to standard error.
  func expect(_ actual: String, location: SourceLocation = #_sourceLocation) throws {
    let url = Self.folder.appending(path: rawValue + ".txt")
    let wanted = try? String(contentsOf: url, encoding: .utf8)
    guard actual != wanted else { return }
    try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: url.appendingPathExtension("actual"))
    Issue.record("\(rawValue).txt.actual differs:\n\(actual)", sourceLocation: location)
  }
}

@Suite struct TranscriptTests {
  @Test("no transcript is left without a test") func unused() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Transcript.folder.path)
    let known = Transcript.allCases.map { $0.rawValue + ".txt" }
    #expect(names.filter { !$0.hasSuffix(".actual") }.sorted() == known.sorted())
  }
}
