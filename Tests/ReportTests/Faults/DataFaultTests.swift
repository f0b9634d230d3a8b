import Files
import Foundation
import TestSupport
import Testing

/// Data files that are not whole or not what they should be are the author's, those that are not there the machine's.
@Suite struct DataFaultTests {
  /// The files laid over the sample's, and the whole message.
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let files: [String: Data]
    let errors: Transcript
  }

  static let rows = [
    Row(
      testDescription: "another magic number",
      files: ["train-images-idx3-ubyte": Data([0x89] + Array("PNG and more".utf8))],
      errors: .dataAnotherMagic),
    Row(
      testDescription: "images cut short",
      files: ["train-images-idx3-ubyte": SampleImages.images(160).dropLast(1)],
      errors: .dataCutShort),
    Row(
      testDescription: "bytes after the last image",
      files: ["train-images-idx3-ubyte": SampleImages.images(160) + Data([0])],
      errors: .dataTrailing),
    Row(
      testDescription: "an empty file",
      files: ["train-labels-idx1-ubyte": Data()],
      errors: .dataEmpty),
    Row(
      testDescription: "fewer labels than images",
      files: ["train-labels-idx1-ubyte": SampleImages.labels(159)],
      errors: .dataFewLabels),
    Row(
      testDescription: "no images at all",
      files: [
        "train-images-idx3-ubyte": SampleImages.images(0), "train-labels-idx1-ubyte": SampleImages.labels(0),
      ],
      errors: .dataNoImages),
    Row(
      testDescription: "a header of three bytes",
      files: ["train-images-idx3-ubyte": Data([0, 0, 8])],
      errors: .dataShortHeader),
    Row(
      testDescription: "a header that promises 2^96 bytes",
      files: ["train-images-idx3-ubyte": Data([0, 0, 8, 3] + [UInt8](repeating: 255, count: 12))],
      errors: .dataHuge),
    Row(
      testDescription: "images of another size",
      files: [
        "train-images-idx3-ubyte": SampleImages.images(160, side: 27)
      ],
      errors: .dataOtherSize),
  ]

  @Test("a data file that is no good is named with the remedy", arguments: rows) func data(_ row: Row) throws
  {
    let project = try SampleReport.built()
    try project.write(SampleReport.second, to: "report/02-training.md")
    for (name, content) in row.files { try project.write(content, to: "report/digits/\(name)") }
    let before = try project.snapshot(of: "site")
    let outcome = try project.run("build", "02-training")
    #expect(outcome.status == 1)
    try row.errors.expect(outcome.errors)
    #expect(try project.snapshot(of: "site") == before)
  }

  @Test("a file of a known set with a wrong sum is named with both sums") func sum() throws {
    let project = try SampleReport.built()
    try project.replace("data: ./digits", with: "data: mnist", in: "report/01-data.md")
    try SampleImages.write(to: project, in: "data/mnist")
    let outcome = try project.run("build", "--data", "data")
    #expect(outcome.status == 3)
    try Transcript.dataWrongSum.expect(outcome.errors)
  }

  @Test("a folder where a data file should be") func folder() throws {
    let project = try SampleReport.built()
    try project.remove("report/digits/train-images-idx3-ubyte")
    try project.createFolder("report/digits/train-images-idx3-ubyte")
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    try Transcript.dataFolder.expect(outcome.errors)
  }
}
