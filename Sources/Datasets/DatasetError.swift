/// Why a data set could not be read, verified or fetched.
///
/// Paths are as given to the reader. The wording is in `DatasetError+Wording.swift`.
public enum DatasetError: Error, Equatable, Sendable {
  // MARK: Names

  /// No data set of this name is in the catalogue, and no folder of this path exists.
  case unknownDataset(name: String, known: [String])

  // MARK: Files

  /// The file does not exist; `packed` is its gzip'ed form where that lies beside it.
  case missing(path: String, packed: String?)
  /// The file exists and could not be read or written.
  case unusable(path: String, action: String, reason: String)
  /// Git LFS has not fetched the file.
  case pointer(path: String)
  /// The file has no bytes.
  case empty(path: String)
  /// The file is gzip'ed.
  case packed(path: String)
  /// The first two bytes are not zero.
  case wrongMagic(path: String, found: [UInt8])
  /// The element type is not unsigned bytes (0x08).
  case wrongElementType(path: String, found: UInt8)
  /// The number of dimensions is not what this use of the file needs.
  case wrongRank(path: String, expected: Int, found: Int)
  /// The product of the dimensions does not fit an Int.
  case tooLarge(path: String, dimensions: [Int])
  /// The file ends early.
  case truncated(path: String, expected: Int, found: Int)
  /// The file goes on after its last element.
  case trailingBytes(path: String, expected: Int, found: Int)

  // MARK: Sets

  /// A set with no images, or with images of no pixels.
  case noImages(path: String, dimensions: [Int])
  /// The labels do not pair up with the images.
  case labelCount(path: String, expected: Int, found: Int)
  /// An image that is not in the set.
  case noSuchImage(index: Int, count: Int)

  // MARK: Fetching

  /// The file is not the catalogued one.
  case wrongChecksum(path: String, expected: String, found: String)
  /// No source had the files; one failure for each source tried.
  case notFetched(dataset: String, folder: String, missing: [String], failures: [FetchFailure])
}

/// What one source of data answered instead of a file.
public struct FetchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// The source, as a reader would name it.
  public let source: String
  /// Its reason, in one line.
  public let reason: String

  /// A failure of `source`.
  public init(source: String, reason: String) { (self.source, self.reason) = (source, reason) }

  /// The source and its reason.
  public var description: String { "\(source): \(reason)" }
}
