import Files
import Foundation

/// What the first bytes of an IDX file and its length say of it; no element is read.
public struct IDXHeader: Equatable, Sendable {
  /// The length of every axis, outermost first; at least one.
  public let dimensions: [Int]
  /// The bytes before the first element.
  var byteCount: Int { 4 + 4 * dimensions.count }
  /// The most bytes that a header has.
  private static let longest = 4 + 4 * 255

  /// The header of a file, whose length must be what it says.
  ///
  /// - Throws: `DatasetError` naming the first thing that is wrong.
  public init(contentsOf url: URL) throws {
    let (start, length) = try IDXFile.reading(url) { () throws(FileFault) in
      do throws(FileError<FileFault>) {
        let start = try RegularFile.start(of: url, count: Self.longest)
        return (start, FileState(atPath: url.path)?.length ?? start.count)
      } catch { throw error.reason }
    }
    guard length <= IDXFile.longest else {
      throw DatasetError.unusable(
        path: url.path, action: "read", reason: "\(FileFault.tooLarge(length).cause)")
    }
    try self.init(parsing: start, fileLength: length, path: url.path)
  }

  /// - Parameters:
  ///   - content: the file's first bytes, or all.
  ///   - path: for messages.
  /// - Throws: as `init(contentsOf:)`.
  init(parsing content: Data, fileLength: Int, path: String) throws {
    let start = [UInt8](content.prefix(Self.longest))
    let rank = try Self.rank(of: start, path: path)
    let headerCount = 4 + 4 * rank
    guard start.count >= headerCount else {
      throw DatasetError.truncated(path: path, expected: headerCount, found: fileLength)
    }
    dimensions = (1...rank).map { axis in
      start[4 * axis..<4 * axis + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let expected = try Self.byteCount(of: dimensions, headerCount: headerCount, path: path)
    guard fileLength >= expected else {
      throw DatasetError.truncated(path: path, expected: expected, found: fileLength)
    }
    guard fileLength == expected else {
      throw DatasetError.trailingBytes(path: path, expected: expected, found: fileLength)
    }
  }

  /// The number of dimensions, once the first four bytes are known to be sound.
  private static func rank(of content: [UInt8], path: String) throws -> Int {
    guard !content.isEmpty else { throw DatasetError.empty(path: path) }
    guard !content.starts(with: [0x1f, 0x8b]) else { throw DatasetError.packed(path: path) }
    guard content.count >= 4 else {
      throw DatasetError.truncated(path: path, expected: 4, found: content.count)
    }
    guard content[0] == 0, content[1] == 0 else {
      throw DatasetError.wrongMagic(path: path, found: Array(content[..<4]))
    }
    guard content[2] == 0x08 else {
      throw DatasetError.wrongElementType(path: path, found: content[2])
    }
    guard content[3] > 0 else { throw DatasetError.wrongRank(path: path, expected: 1, found: 0) }
    return Int(content[3])
  }

  /// The length of the whole file. A zero anywhere makes the product zero, whatever the other lengths are.
  private static func byteCount(of dimensions: [Int], headerCount: Int, path: String) throws -> Int {
    guard !dimensions.contains(0) else { return headerCount }
    var product = 1
    for length in dimensions {
      let (value, overflow) = product.multipliedReportingOverflow(by: length)
      guard !overflow else { throw DatasetError.tooLarge(path: path, dimensions: dimensions) }
      product = value
    }
    let (total, overflow) = product.addingReportingOverflow(headerCount)
    guard !overflow else { throw DatasetError.tooLarge(path: path, dimensions: dimensions) }
    return total
  }
}

extension IDXHeader {
  /// Requires the file to be one of images.
  ///
  /// - Throws: `DatasetError` for another number of dimensions, or no pixel at all.
  func requireImages(path: String) throws {
    guard dimensions.count == 3 else {
      throw DatasetError.wrongRank(path: path, expected: 3, found: dimensions.count)
    }
    guard !dimensions.contains(0) else { throw DatasetError.noImages(path: path, dimensions: dimensions) }
  }

  /// Requires the file to be one of labels.
  ///
  /// - Throws: `DatasetError` for another number of dimensions.
  func requireLabels(path: String) throws {
    guard dimensions.count == 1 else {
      throw DatasetError.wrongRank(path: path, expected: 1, found: dimensions.count)
    }
  }
}
