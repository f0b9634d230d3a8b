import Files
import Foundation

/// The content of an IDX file of unsigned bytes, the format of MNIST and its relatives.
///
/// Layout, big-endian: two zero bytes, the element type (08), the number of dimensions d, d 32-bit lengths,
/// then the elements in row-major order and nothing else (LeCun, Cortes and Burges, "The MNIST database").
///
/// A file on disk stays there: the system reads a page of it when something looks at the elements in it.
public struct IDXFile: Sendable {
  /// The length of every axis, outermost first; at least one.
  public let dimensions: [Int]
  /// The longest file that is read: 4 GB.
  private static let longest = 1 << 32
  /// The elements in row-major order; as many as the product of `dimensions`.
  public let bytes: Data
  /// Whatever `bytes` lie in on disk.
  private let file: (mapped: MappedFile, path: String)?

  /// Reads a whole file.
  ///
  /// - Throws: `DatasetError` for a missing, unreadable, empty, gzip'ed, truncated, overlong or foreign file.
  public init(contentsOf url: URL) throws {
    let file = try Self.file(at: url)
    try self.init(parsing: file.data, path: url.path, in: file)
  }

  /// The parts of a file's content, which is one that `init(parsing:)` accepts.
  init(dimensions: [Int], bytes: Data, file: (mapped: MappedFile, path: String)?) {
    (self.dimensions, self.bytes, self.file) = (dimensions, bytes, file)
  }

  /// Looks at the file's length before its elements are read: one that somebody has made shorter would end the program.
  ///
  /// - Throws: `DatasetError.unusable` for a file that is shorter than when it was opened.
  func requireWhole() throws {
    guard let file else { return }
    do throws(FileFault) { try file.mapped.requireWhole() } catch {
      throw DatasetError.unusable(path: file.path, action: "read", reason: "\(error.cause)")
    }
  }

  /// The outermost length, by the header and the file's length alone; nil for a file that `init` does not read.
  static func count(of url: URL) -> Int? {
    guard let start = try? RegularFile.start(of: url, count: 4 + 4 * 255), start.starts(with: [0, 0, 8]),
      start.count > 4, start.count >= 4 + 4 * Int(start[3]),
      let length = FileState(atPath: url.path)?.length
    else { return nil }
    let dimensions = (0..<Int(start[3])).map { axis in
      start[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
    }
    let product = dimensions.reduce((partialValue: 1, overflow: false)) {
      $0.overflow ? $0 : $0.partialValue.multipliedReportingOverflow(by: $1)
    }
    guard !product.overflow else { return nil }
    return product.partialValue == length - 4 - 4 * dimensions.count ? dimensions.first : nil
  }

  private static func file(at url: URL) throws -> MappedFile {
    do throws(FileFault) {
      let file = try MappedFile(url)
      guard file.bytes.count <= longest else { throw .tooLarge(file.bytes.count) }
      return file
    } catch {
      guard error != .unreadable(.missing) else {
        let packed = url.path + ".gz"
        throw DatasetError.missing(path: url.path, packed: FileKind(atPath: packed) == nil ? nil : packed)
      }
      throw DatasetError.unusable(path: url.path, action: "read", reason: "\(error.cause)")
    }
  }
}
