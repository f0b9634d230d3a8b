import Files

/// Why a folder of captioned pictures cannot be used: the file, the line, and what is wrong there.
public struct CaptionError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// There is no such file.
    case missing
    /// The file cannot be read.
    case unreadable(FileCause)
    /// The file names no picture.
    case empty
    /// There is no such file of captions that are asked for.
    case noFile
    /// The file of captions that are asked for has none.
    case noCaptions
    /// The line of a caption that is asked for has another number of columns.
    case askedColumns(Int, expected: Int?)
    /// A column of the line is empty.
    case emptyColumn(Int)
    /// The line is not UTF-8.
    case notUTF8
    /// The line has another number of columns than two.
    case columns(Int)
    /// The line's first column is empty.
    case noName
    /// The line's second column is empty.
    case noCaption(String)
    /// The picture is not in the folder, by its name.
    case outside(String)
    /// The picture was named before, in line `first`.
    case duplicate(String, first: Int)
    /// The picture is not there.
    case noPicture(String)
    /// There is a folder in the picture's place.
    case folder(String)
    /// The picture cannot be used.
    case picture(String, ImageError)
  }

  /// The path of captions.tsv.
  public let file: String
  /// The line, from 1; nil for the file as a whole.
  public let line: Int?
  /// What is wrong.
  public let reason: Reason

  /// An error about a file, or one of its lines.
  public init(_ file: String, line: Int? = nil, _ reason: Reason) {
    (self.file, self.line, self.reason) = (file, line, reason)
  }
}

extension CaptionError {
  /// The same error with its files under the names that the author gave them.
  public func renamed(_ name: (String) -> String) -> CaptionError {
    guard case .picture(let picture, let error) = reason else {
      return CaptionError(name(file), line: line, reason)
    }
    return CaptionError(name(file), line: line, .picture(picture, error.renamed(name)))
  }
}

extension [CaptionError] {
  /// Those of the whole file, then those of its lines.
  var inOrderOfLines: [CaptionError] {
    enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(
      \.element)
  }
}

extension CaptionError: ExplainedError {
  /// The file, the line and what is wrong.
  public var complaint: String { "\(file)\(line.map { ", line \($0)" } ?? ""): \(reason.complaint)" }

  /// What to do about it.
  public var remedy: String {
    switch reason {
    case .missing, .empty:
      "write one line for each picture: its name, a tab, and what it shows"
    case .noFile: "check the name"
    case .noCaptions, .askedColumns:
      "write lines of a caption, a tab, its subject, a tab, its style, and for all or none a tab and a picture"
    case .unreadable(let cause): cause.remedy ?? "check its permissions and its size"
    case .notUTF8: "save the file as UTF-8"
    case .columns: "put one tab between the picture's name and its caption, and no other into the line"
    case .noName, .noCaption, .emptyColumn: "complete the line or remove it"
    case .outside: "move the picture into the folder and name it by its path from there"
    case .duplicate: "keep one of the two lines"
    case .noPicture: "put the picture there or remove the line"
    case .folder: "name a picture or remove the line"
    case .picture(_, let error): "\(error.remedy ?? "replace the picture") or remove the line"
    }
  }
}

extension CaptionError.Reason {
  /// What is wrong, in words.
  var complaint: String {
    switch self {
    case .missing: "expected the captions of the folder's pictures, found no such file"
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .empty: "expected at least one picture with its caption, found none"
    case .noFile: "expected a file of captions, found none"
    case .noCaptions: "expected at least one caption, found none"
    case .askedColumns(let count, let expected):
      "expected \(expected.map { "\($0)" } ?? "3 or 4") columns, found \(count)"
    case .emptyColumn(let column): "column \(column) is empty"
    case .notUTF8: "expected UTF-8, found other bytes"
    case .columns(1): "expected a picture's name, a tab and a caption, found no tab"
    case .columns(let count): "expected a picture's name, a tab and a caption, found \(count) columns"
    case .noName: "expected a picture's name before the tab, found nothing"
    case .noCaption(let picture): "expected a caption of '\(picture)' after the tab, found nothing"
    case .outside(let picture): "expected a picture in the folder, found '\(picture)'"
    case .duplicate(let picture, let first): "'\(picture)' has a caption already, in line \(first)"
    case .noPicture(let picture): "expected the picture '\(picture)', found no such file"
    case .folder(let picture): "expected a picture, found the folder '\(picture)'"
    case .picture(let picture, let error): "'\(picture)' cannot be used: \(error.complaint)"
    }
  }
}
