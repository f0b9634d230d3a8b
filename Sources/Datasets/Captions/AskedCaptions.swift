import Foundation

/// Captions that a text-to-image model is asked for, with what a judge should see: on each line a caption, a subject and
/// a style with tabs between them, and perhaps the name of a picture beside the file that shows just that, in UTF-8.
public struct AskedCaptions: Equatable, Sendable {
  /// A caption and what it asks for.
  public struct Entry: Equatable, Sendable {
    /// What a model is told.
    public let caption: String
    /// What there should be.
    public let subject: String
    /// How it should be drawn.
    public let style: String
    /// A picture that shows it, by its path from the file's folder.
    public let picture: String?
    /// The line of the file, from 1.
    public let line: Int
  }

  /// The file.
  public let url: URL
  /// In the order of the lines, at least one; all with a picture, or none.
  public let entries: [Entry]
  private let folder: URL

  /// Reads a file; throws a `CaptionError` that names the first line that is wrong. Pictures are not looked at.
  public init(_ url: URL) throws(CaptionError) {
    let (asked, mistakes) = Self.read(url)
    if let first = mistakes.first { throw first }
    self = asked
  }

  /// All that is wrong with a file and its pictures, in the order of the lines; the parameters are those of
  /// `CaptionFile.mistakes`.
  public static func mistakes(in url: URL, limit: Int? = nil, side: Int? = nil) -> [CaptionError] {
    let (asked, mistakes) = read(url)
    let pictures = asked.entries.compactMap { entry in entry.picture.map { (name: $0, line: entry.line) } }
    return
      (mistakes
      + CaptionFile.mistakes(of: pictures, in: asked.folder, limit: limit, side: side, url.path))
      .inOrderOfLines
  }

  /// What can be read of a file, and what is wrong in every line.
  private static func read(_ url: URL) -> (asked: AskedCaptions, mistakes: [CaptionError]) {
    var (entries, mistakes): ([Entry], [CaptionError]) = ([], [])
    do throws(CaptionError) {
      for (index, bytes) in try CaptionFile.lines(url, missing: .noFile).enumerated() {
        do throws(CaptionError) {
          let expected = entries.first.map { $0.picture == nil ? 3 : 4 }
          if let entry = try entry(bytes, line: index + 1, columns: expected, url.path) {
            entries.append(entry)
          }
        } catch { mistakes.append(error) }
      }
      if entries.isEmpty, mistakes.isEmpty { throw CaptionError(url.path, .noCaptions) }
    } catch { mistakes.append(error) }
    return (AskedCaptions(url: url, entries: entries), mistakes)
  }

  private init(url: URL, entries: [Entry]) {
    (self.url, self.entries, folder) = (url, entries, url.deletingLastPathComponent())
  }

  /// nil for an empty line.
  private static func entry(
    _ bytes: ArraySlice<UInt8>, line: Int, columns expected: Int?, _ path: String
  ) throws(CaptionError) -> Entry? {
    guard let columns = try CaptionFile.columns(bytes, line: line, path) else { return nil }
    guard expected.map({ $0 == columns.count }) ?? (3...4 ~= columns.count) else {
      throw CaptionError(path, line: line, .askedColumns(columns.count, expected: expected))
    }
    if let empty = columns.firstIndex(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw CaptionError(path, line: line, .emptyColumn(empty + 1))
    }
    if columns.count == 4, CaptionFile.leavesFolder(columns[3]) {
      throw CaptionError(path, line: line, .outside(columns[3]))
    }
    return Entry(
      caption: columns[0], subject: columns[1], style: columns[2],
      picture: columns.count == 4 ? columns[3] : nil, line: line)
  }

  /// Whether there is a picture of every caption.
  public var hasPictures: Bool { entries[0].picture != nil }

  /// The picture of an entry, if there is one.
  public func picture(of entry: Entry) -> URL? {
    entry.picture.map { folder.appending(path: $0, directoryHint: .notDirectory) }
  }

  /// Throws for the first entry whose picture is not there.
  public func requirePictures() throws(CaptionError) {
    let (file, folder) = (url.path, folder.path)
    for entry in entries {
      guard let name = entry.picture else { continue }
      try CaptionFile.requirePicture(name, in: folder, line: entry.line, file)
    }
  }

  /// The pictures of the first entries, each resized and cropped as `RGBImage.fitted(to:)` does; none where there are
  /// none.
  ///
  /// Throws a `CaptionError` that names the line whose picture is missing or cannot be used.
  public func pictures(side: Int, limit: Int? = nil) throws(CaptionError) -> [RGBImage] {
    var pictures: [RGBImage] = []
    for entry in entries.prefix(limit ?? entries.count) {
      guard let name = entry.picture, let picture = picture(of: entry) else { continue }
      try CaptionFile.requirePicture(name, in: folder.path, line: entry.line, url.path)
      do throws(ImageError) {
        pictures.append(try RGBImage(contentsOf: picture).fitted(to: side))
      } catch {
        throw CaptionError(url.path, line: entry.line, .picture(name, error))
      }
    }
    return pictures
  }
}
