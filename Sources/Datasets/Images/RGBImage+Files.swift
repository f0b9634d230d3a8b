import Files
import Foundation

extension RGBImage {
  /// The longest file that is read: 256 MB.
  private static let longestFile = 1 << 28

  /// Reads a PNG or JPEG file, whatever its name; transparency is laid over white, and what EXIF says about the camera's
  /// orientation is done.
  ///
  /// - Throws: an `ImageError` when the file is none of them, is damaged, or has more than `ImageSize.mostPixels`
  ///   pixels, which is looked up before anything is decoded.
  public init(contentsOf url: URL) throws(ImageError) {
    let data = try Self.data(of: url)
    switch try Self.format(of: data, path: url.path) {
    case .png: self = try PNGImage.decoded(data, path: url.path)
    case .jpeg: self = try JPEGImage.decoded(data, path: url.path)
    }
  }

  /// The formats that are read.
  enum Format { case png, jpeg }

  /// A file's bytes, unless there are too many.
  static func data(of url: URL) throws(ImageError) -> Data {
    do throws(FileError<FileFault>) { return try RegularFile.mapped(url, limit: longestFile) } catch {
      throw .unreadable(path: url.path, reason: error.reason.cause)
    }
  }

  /// The format by a file's first bytes.
  static func format(of data: Data, path: String) throws(ImageError) -> Format {
    if data.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return .png }
    if data.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
    let kind = ImageKind(of: data)
    throw .noImage(path: path, found: kind.name, conversion: kind.conversion)
  }

  /// Throws `ImageError.tooLarge` unless an image of these sides may be decoded.
  static func requireSize(_ width: Int, _ height: Int, path: String) throws(ImageError) {
    guard ImageSize(width: width, height: height).isAllowed else {
      throw .tooLarge(path: path, width: width, height: height)
    }
  }
}

extension ImageSize {
  /// The size that the header of a PNG or JPEG file tells, as a camera held the image; no pixel is decoded.
  ///
  /// - Throws: an `ImageError` for every file of which the header already says that `RGBImage` does not read it.
  public init(contentsOf url: URL) throws(ImageError) {
    let data = try RGBImage.data(of: url)
    switch try RGBImage.format(of: data, path: url.path) {
    case .png: self = try PNGImage.size(data, path: url.path)
    case .jpeg: self = try JPEGImage.size(data, path: url.path)
    }
  }
}
