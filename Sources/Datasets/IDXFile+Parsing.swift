import Files
import Foundation

extension IDXFile {
  /// Parses the content of the file at `path`, which is only for messages.
  ///
  /// - Throws: `DatasetError` naming the first thing that is wrong.
  public init(parsing content: Data, path: String) throws {
    try self.init(parsing: content, path: path, in: nil)
  }

  /// - Parameter file: where the content lies on disk.
  init(parsing content: Data, path: String, in file: MappedFile?) throws {
    let start = [UInt8](content.prefix(4 + 4 * 255))
    let rank = try Self.rank(of: start, path: path)
    let headerCount = 4 + 4 * rank
    guard content.count >= headerCount else {
      throw DatasetError.truncated(path: path, expected: headerCount, found: content.count)
    }
    let dimensions = (1...rank).map { axis in
      start[4 * axis..<4 * axis + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let expected = try Self.byteCount(of: dimensions, headerCount: headerCount, path: path)
    guard content.count >= expected else {
      throw DatasetError.truncated(path: path, expected: expected, found: content.count)
    }
    guard content.count == expected else {
      throw DatasetError.trailingBytes(path: path, expected: expected, found: content.count)
    }
    self.init(
      dimensions: dimensions, bytes: content.dropFirst(headerCount), file: file.map { ($0, path) })
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
