import Datasets
import Foundation
import TestSupport
import Testing

@Suite("IDX files") struct IDXFileTests {
  static let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9]

  @Test("a file of labels is read with its dimension") func readsLabels() throws {
    let file = try IDXFile(parsing: Data(Self.labels), path: "labels")
    #expect(file.dimensions == [3])
    #expect(Array(file.bytes) == [7, 8, 9])
  }

  @Test("any number of dimensions is read") func readsFourDimensions() throws {
    let header: [UInt8] = [0, 0, 8, 4] + [1, 2, 1, 2].flatMap { [0, 0, 0, $0] }
    let file = try IDXFile(parsing: Data(header + [1, 2, 3, 4]), path: "images")
    #expect(file.dimensions == [1, 2, 1, 2])
  }

  @Test("a slice of data is parsed from its own beginning") func parsesSlices() throws {
    let padded = Data([9, 9] + Self.labels)
    #expect(try IDXFile(parsing: padded.dropFirst(2), path: "labels").bytes == Data([7, 8, 9]))
  }

  /// One row for each mistake: the bytes, the error, a part of its wording.
  struct Mistake: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let error: DatasetError
    let wording: String
  }

  static let mistakes = [
    Mistake(
      testDescription: "empty", bytes: [], error: .empty(path: "f"), wording: "found no bytes"),
    Mistake(
      testDescription: "gzip'ed", bytes: [0x1f, 0x8b, 8, 0], error: .packed(path: "f"),
      wording: "unpack it: mv 'f' 'f.gz' && gzip -d 'f.gz'"),
    Mistake(
      testDescription: "wrong magic", bytes: [0x89, 0x50, 0x4e, 0x47, 1],
      error: .wrongMagic(path: "f", found: [0x89, 0x50, 0x4e, 0x47]), wording: "found 89 50 4e 47"),
    Mistake(
      testDescription: "floats", bytes: [0, 0, 0x0d, 1, 0, 0, 0, 0],
      error: .wrongElementType(path: "f", found: 0x0d), wording: "found type 0d"),
    Mistake(
      testDescription: "no dimensions", bytes: [0, 0, 8, 0],
      error: .wrongRank(path: "f", expected: 1, found: 0), wording: "expected 1 dimension, found 0"),
    Mistake(
      testDescription: "half a magic number", bytes: [0, 0],
      error: .truncated(path: "f", expected: 4, found: 2), wording: "expected 4 bytes, found only 2"),
    Mistake(
      testDescription: "half a header", bytes: [0, 0, 8, 2, 0, 0, 0, 1],
      error: .truncated(path: "f", expected: 12, found: 8), wording: "fetch it again"),
    Mistake(
      testDescription: "half the elements", bytes: [0, 0, 8, 1, 0, 0, 0, 3, 7],
      error: .truncated(path: "f", expected: 11, found: 9), wording: "found only 9"),
    Mistake(
      testDescription: "more than the elements", bytes: labels + [1],
      error: .trailingBytes(path: "f", expected: 11, found: 12), wording: "found 1 more"),
    Mistake(
      testDescription: "a product that overflows",
      bytes: [0, 0, 8, 3] + [UInt8](repeating: 0xff, count: 12),
      error: .tooLarge(path: "f", dimensions: [4_294_967_295, 4_294_967_295, 4_294_967_295]),
      wording: "4294967295 x 4294967295 x 4294967295"),
  ]

  @Test("a wrong file is named with what was expected, found and to be done", arguments: mistakes)
  func namesMistakes(_ mistake: Mistake) throws {
    let error = #expect(throws: DatasetError.self) {
      try IDXFile(parsing: Data(mistake.bytes), path: "f")
    }
    #expect(error == mistake.error)
    #expect(error?.description.contains(mistake.wording) == true)
    #expect(error?.description.hasPrefix("f: expected") == true)
  }

  @Test("a missing file says so, and how to unpack the packed one beside it") func missing() throws {
    let folder = try Scratch()
    let file = folder.url("f")
    #expect(throws: DatasetError.missing(path: file.path, packed: nil)) { try IDXFile(contentsOf: file) }
    try folder.write([0x1f, 0x8b], to: "f.gz")
    let error = #expect(throws: DatasetError.self) { try IDXFile(contentsOf: file) }
    #expect(error?.remedy == "unpack it with: gzip -dk '\(file.path).gz'")
  }

  @Test("a folder in the place of a file cannot be read") func folder() throws {
    let folder = try Scratch()
    let error = #expect(throws: DatasetError.self) { try IDXFile(contentsOf: folder.root) }
    #expect(error?.description.hasPrefix("\(folder.root.path): cannot read: ") == true)
  }
}
