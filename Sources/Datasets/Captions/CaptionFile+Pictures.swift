import Files
import Foundation

// What the lines of a file of captions name.

extension CaptionFile {
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
    guard let kind = FileKind(behind: "\(folder)/\(name)") else {
      throw CaptionError(path, line: line, .noPicture(name))
    }
    guard kind != .folder else { throw CaptionError(path, line: line, .folder(name)) }
  }
}
