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
    self.folder = folder
    url = folder.appendingPathComponent(Self.name)
    let path = url.path
    var entries: [Entry] = []
    var lines: [String: Int] = [:]
    for (index, bytes) in try Self.lines(url).enumerated() {
      guard let entry = try Self.entry(bytes, line: index + 1, path) else { continue }
      if let first = lines.updateValue(entry.line, forKey: entry.picture) {
        throw CaptionError(path, line: entry.line, .duplicate(entry.picture, first: first))
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw CaptionError(path, .empty) }
    self.entries = entries
  }

  /// The picture of an entry.
  public func picture(of entry: Entry) -> URL {
    folder.appending(path: entry.picture, directoryHint: .notDirectory)
  }

  /// Throws for the first entry whose picture is not there.
  public func requirePictures() throws(CaptionError) {
    let (file, folder) = (url.path, folder.path)
    for entry in entries { try Self.requirePicture(entry.picture, in: folder, line: entry.line, file) }
  }

  /// Throws for the first of so many entries whose picture, by its header, is none or cannot become a square.
  public func requireUsablePictures(_ count: Int, side: Int) throws(CaptionError) {
    for entry in entries.prefix(count) {
      do throws(ImageError) { _ = try ImageSize(contentsOf: picture(of: entry)).fitted(to: side) } catch {
        throw CaptionError(url.path, line: entry.line, .picture(entry.picture, error))
      }
    }
  }

  /// Throws unless there is a file where a line of the file at `path` has a picture, by its path in a folder.
  static func requirePicture(
    _ name: String, in folder: String, line: Int, _ path: String
  ) throws(CaptionError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder) else {
      throw CaptionError(path, line: line, .noPicture(name))
    }
    guard !isFolder.boolValue else { throw CaptionError(path, line: line, .folder(name)) }
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
