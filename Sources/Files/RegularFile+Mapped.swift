import Foundation

extension RegularFile {
  /// The content of a file, of which the system reads what something looks at.
  ///
  /// - Throws: `FileError<FileFault>` for one that is no regular file, cannot be read, or is longer than `limit` bytes.
  public static func mapped(_ url: URL, limit: Int = 1 << 28) throws(FileError<FileFault>) -> Data {
    let file = try about(url.path) { () throws(FileFault) in try MappedFile(url) }
    guard file.bytes.count <= limit else { throw FileError(file: url.path, .tooLarge(file.bytes.count)) }
    return file.data
  }
}
