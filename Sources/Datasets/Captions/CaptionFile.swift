import Files
import Foundation

/// A `captions.tsv`: on each line the name of a picture beside it, a tab, and what the picture shows, in UTF-8.
///
/// Lines end as on any system; empty ones are passed over. There is no line of column names.
public struct CaptionFile: Equatable, Sendable {
  /// The name of such a file in the folder of its pictures.
  public static let name = "captions.tsv"
  /// The longest file that is read: 256 MB.
  private static let longest = 1 << 28

  /// A picture and its caption.
  public struct Entry: Equatable, Sendable {
    /// The picture's path in the folder.
    public let picture: String
    /// What it shows.
    public let caption: String
    /// The line of the file, from 1.
    public let line: Int
  }

  /// Where it is.
  public let url: URL
  /// Its pictures in the order of the lines, at least one.
  public let entries: [Entry]
  /// Where they are.
  let folder: URL

  /// The captions of a folder of pictures.
  ///
  /// Throws a `CaptionError` when there are none, or that names the first line that is wrong; the pictures are not
  /// looked at.
  public init(in folder: URL) throws(CaptionError) {
    let (file, mistakes) = Self.read(folder)
    if let first = mistakes.first { throw first }
    self = file
  }

  /// What can be read of a folder's captions, and what is wrong in every line.
  static func read(_ folder: URL) -> (file: CaptionFile, mistakes: [CaptionError]) {
    let url = folder.appendingPathComponent(name)
    var (entries, mistakes): ([Entry], [CaptionError]) = ([], [])
    var lines: [String: Int] = [:]
    do throws(CaptionError) {
      for (index, bytes) in try Self.lines(url).enumerated() {
        do throws(CaptionError) {
          guard let entry = try entry(bytes, line: index + 1, url.path) else { continue }
          if let first = lines.updateValue(entry.line, forKey: entry.picture) {
            throw CaptionError(url.path, line: entry.line, .duplicate(entry.picture, first: first))
          }
          entries.append(entry)
        } catch { mistakes.append(error) }
      }
      if entries.isEmpty, mistakes.isEmpty { throw CaptionError(url.path, .empty) }
    } catch { mistakes.append(error) }
    return (CaptionFile(url: url, entries: entries, folder: folder), mistakes)
  }

  private init(url: URL, entries: [Entry], folder: URL) {
    (self.url, self.entries, self.folder) = (url, entries, folder)
  }

  /// The picture of an entry.
  public func picture(of entry: Entry) -> URL {
    folder.appending(path: entry.picture, directoryHint: .notDirectory)
  }

  /// The lines of a file of captions, without the mark that some editors put before UTF-8.
  static func lines(
    _ url: URL, missing: CaptionError.Reason = .missing
  ) throws(CaptionError) -> [ArraySlice<UInt8>] {
    let data: Data
    do throws(FileError<FileFault>) { data = try RegularFile.mapped(url, limit: longest) } catch {
      let fault = error.reason
      throw CaptionError(url.path, fault == .unreadable(.missing) ? missing : .unreadable(fault.cause))
    }
    let (bytes, mark) = (Array(data), [0xef, 0xbb, 0xbf] as [UInt8])
    return bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The columns of a line; nil for an empty one.
  static func columns(
    _ bytes: ArraySlice<UInt8>, line: Int, _ path: String
  ) throws(CaptionError) -> [String]? {
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    guard !bytes.isEmpty else { return nil }
    var columns: [String] = []
    for column in bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false) {
      guard let text = String(validating: column, as: UTF8.self) else {
        throw CaptionError(path, line: line, .notUTF8)
      }
      columns.append(text)
    }
    return columns
  }

  /// Whether a picture's name leads out of the folder.
  static func leavesFolder(_ picture: String) -> Bool {
    picture.hasPrefix("/")
      || picture.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
      || picture.utf8.contains(0)
  }

  /// nil for an empty line.
  private static func entry(
    _ bytes: ArraySlice<UInt8>, line: Int, _ path: String
  ) throws(CaptionError) -> Entry? {
    guard let columns = try columns(bytes, line: line, path) else { return nil }
    guard columns.count == 2 else { throw CaptionError(path, line: line, .columns(columns.count)) }
    let (picture, caption) = (columns[0], columns[1])
    guard !picture.allSatisfy(\.isWhitespace) else { throw CaptionError(path, line: line, .noName) }
    guard !caption.allSatisfy(\.isWhitespace) else {
      throw CaptionError(path, line: line, .noCaption(picture))
    }
    guard !leavesFolder(picture) else { throw CaptionError(path, line: line, .outside(picture)) }
    return Entry(picture: picture, caption: caption, line: line)
  }
}
