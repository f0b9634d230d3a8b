import Files
import Foundation

/// The content of an IDX file of unsigned bytes, the format of MNIST and its relatives.
///
/// Layout, big-endian: two zero bytes, the element type (08), the number of dimensions d, d 32-bit lengths,
/// then the elements in row-major order and nothing else (LeCun, Cortes and Burges, "The MNIST database").
///
/// A file on disk stays there: the system reads a page of it when something looks at the elements in it.
public struct IDXFile: Sendable {
  /// What it begins with.
  let header: IDXHeader
  /// The longest file that is read: 4 GB.
  static let longest = 1 << 32
  /// The elements in row-major order; as many as the product of `dimensions`.
  public let bytes: Data
  /// Whatever `bytes` lie in on disk.
  private let file: (mapped: MappedFile, path: String)?

  /// The length of every axis, outermost first; at least one.
  public var dimensions: [Int] { header.dimensions }

  /// Reads a whole file.
  ///
  /// - Throws: `DatasetError` for a missing, unreadable, empty, gzip'ed, truncated, overlong or foreign file.
  public init(contentsOf url: URL) throws {
    let file = try Self.reading(url) { () throws(FileFault) in
      let file = try MappedFile(url)
      guard file.bytes.count <= Self.longest else { throw .tooLarge(file.bytes.count) }
      return file
    }
    try self.init(parsing: file.data, path: url.path, in: file)
  }

  /// Parses the content of the file at `path`, which is only for messages.
  ///
  /// - Throws: `DatasetError` naming the first thing that is wrong.
  public init(parsing content: Data, path: String) throws {
    try self.init(parsing: content, path: path, in: nil)
  }

  /// - Parameter file: where the content lies on disk.
  private init(parsing content: Data, path: String, in file: MappedFile?) throws {
    header = try IDXHeader(parsing: content, fileLength: content.count, path: path)
    bytes = content.dropFirst(header.byteCount)
    self.file = file.map { ($0, path) }
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

  /// What the system says of a file, as a `DatasetError`.
  static func reading<Value>(_ url: URL, _ body: () throws(FileFault) -> Value) throws -> Value {
    do throws(FileFault) { return try body() } catch {
      guard error != .unreadable(.pointer) else { throw DatasetError.pointer(path: url.path) }
      guard error != .unreadable(.missing) else {
        let packed = url.path + ".gz"
        throw DatasetError.missing(path: url.path, packed: FileKind(atPath: packed) == nil ? nil : packed)
      }
      throw DatasetError.unusable(path: url.path, action: "read", reason: "\(error.cause)")
    }
  }
}
