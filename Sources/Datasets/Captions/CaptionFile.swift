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

  /// Throws for the first entry whose picture is not there.
  public func requirePictures() throws(CaptionError) {
    let (file, folder) = (url.path, folder.path)
    for entry in entries { try Self.requirePicture(entry.picture, in: folder, line: entry.line, file) }
  }

  /// All that is wrong with a folder's captions and pictures, in the order of the lines.
  ///
  /// - Parameters:
  ///   - limit: of how many pictures, the first ones, the headers are looked at; of all if nil.
  ///   - side: that of the squares which pictures become, if it is known.
  public static func mistakes(in folder: URL, limit: Int? = nil, side: Int? = nil) -> [CaptionError] {
    let (file, mistakes) = read(folder)
    let pictures = file.entries.map { (name: $0.picture, line: $0.line) }
    return (mistakes + Self.mistakes(of: pictures, in: folder, limit: limit, side: side, file.url.path))
      .inOrderOfLines
  }

  /// What is wrong with the pictures that the lines of the file at `path` name.
  static func mistakes(
    of pictures: [(name: String, line: Int)], in folder: URL, limit: Int?, side: Int?, _ path: String
  ) -> [CaptionError] {
    pictures.enumerated().compactMap { index, picture -> CaptionError? in
      do throws(CaptionError) {
        try requirePicture(picture.name, in: folder.path, line: picture.line, path)
        guard index < limit ?? .max else { return nil }
        let url = folder.appending(path: picture.name, directoryHint: .notDirectory)
        do throws(ImageError) {
          let size = try ImageSize(contentsOf: url)
          if let side { _ = try size.fitted(to: side) }
        } catch { throw CaptionError(path, line: picture.line, .picture(picture.name, error)) }
        return nil
      } catch { return error }
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
