import Files

/// Why shards of captioned pictures cannot be used: the file, its line where it has any, and what is wrong there.
public struct ShardError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Error, CustomStringConvertible, Equatable, Sendable {
    /// The folder has no shards.
    case none
    /// The file cannot be read.
    case unreadable(FileCause)
    /// There are captions and no pixels.
    case noPixels
    /// The file is none of NumPy's.
    case notNumpy
    /// The file holds something else than bytes [N, side, side, 3]: what its header says.
    case header(String)
    /// The file has another length in bytes than its header says.
    case length(expected: Int, found: Int)
    /// Its pictures have another side than those of the first shard.
    case side(Int, first: Int)
    /// There are not as many captions as pictures.
    case captions(Int, pictures: Int)
    /// The line has another number of columns than three.
    case columns(Int)
    /// The line is not UTF-8.
    case notUTF8
    /// The line's caption is empty.
    case noCaption
  }

  /// The file's path.
  public let file: String
  /// The line, from 1; nil for the file as a whole.
  public let line: Int?
  /// What is wrong.
  public let reason: Reason

  /// An error about a file, or one of its lines.
  public init(_ file: String, line: Int? = nil, _ reason: Reason) {
    (self.file, self.line, self.reason) = (file, line, reason)
  }

  /// The same error with its file under the name that the author gave it.
  public func renamed(_ name: (String) -> String) -> ShardError {
    ShardError(name(file), line: line, reason)
  }
}

extension ShardError: ExplainedError {
  /// The file, the line and what is wrong.
  public var complaint: String { "\(file)\(line.map { ", line \($0)" } ?? ""): \(reason)" }

  /// What to do about it.
  public var remedy: String {
    switch reason {
    case .none: "draw some: make_data.py FOLDER"
    case .unreadable(let cause): cause.remedy ?? "check its permissions and its size"
    case .noPixels, .notNumpy, .header, .length, .side, .captions, .columns, .notUTF8, .noCaption:
      "remove the shard's two files and draw them again"
    }
  }
}

extension ShardError.Reason {
  /// What was expected, and what was found.
  public var description: String {
    switch self {
    case .none: "expected shards of pictures, 00000.npy with 00000.tsv and so on, found none"
    case .unreadable(let cause): "cannot be read: \(cause)"
    case .noPixels: "expected the pictures of the captions beside it, found no such file"
    case .notNumpy: "expected an array of NumPy, found something else"
    case .header(let found): "expected bytes [pictures, side, side, 3], found \(found)"
    case .length(let expected, let found): "expected \(expected) bytes by its header, found \(found)"
    case .side(let side, let first):
      "expected pictures of \(first) pixels as in the first shard, found \(side)"
    case .captions(let count, let pictures):
      "expected \(pictures) captions, one for each picture, found \(count)"
    case .columns(let count):
      "expected a caption, a subject and a style with tabs, found \(count.counted("column"))"
    case .notUTF8: "expected UTF-8, found other bytes"
    case .noCaption: "expected a caption before the first tab, found nothing"
    }
  }
}
