import CZip
import Files
import Foundation

/// Writes zip files of which the same content gives the same bytes, with the same libzip and zlib: sorted, and without the
/// files' times, owners and rights.
public struct ZipWriter {
  /// What a file in it holds.
  public enum Content: Sendable {
    case text(String)
    /// The content of the file at this path.
    case file(String)
  }

  /// The first of January 1980, the earliest that a zip file knows, as MS-DOS writes it.
  private static let date: zip_uint16_t = 1 << 5 | 1
  /// A regular file that everybody may read, as Unix writes it.
  private static let attributes = zip_uint32_t(0o100644) << 16
  /// The endings of files that are compressed already.
  private static let compressed = [".png", ".jpg", ".jpeg", ".woff2", ".safetensors", ".gz", ".zip"]

  private init() {}

  /// Writes a file of files by their paths, in place of one that is there.
  ///
  /// - Throws: `ZipFault.unwritable`.
  public static func write(_ files: [String: Content], to url: URL) throws(ZipFault) {
    var code: CInt = 0
    guard let archive = zip_open(url.path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      throw .unwritable(reason(of: code))
    }
    do throws(ZipFault) {
      for (path, content) in files.sorted(by: { $0.key < $1.key }) { try add(content, path, to: archive) }
    } catch {
      zip_discard(archive)
      throw error
    }
    guard zip_close(archive) == 0 else {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw .unwritable(reason)
    }
  }

  private static func add(
    _ content: Content, _ path: String, to archive: OpaquePointer
  ) throws(ZipFault) {
    func complain() -> ZipFault { .unwritable("\(path): \(String(cString: zip_strerror(archive)))") }
    guard let source = source(of: content, archive) else { throw complain() }
    let index = zip_file_add(archive, path, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      throw complain()
    }
    let number = zip_uint64_t(index)
    let isCompressed = compressed.contains(where: path.hasSuffix)
    let method = isCompressed ? ZIP_CM_STORE : ZIP_CM_DEFLATE
    guard zip_set_file_compression(archive, number, zip_int32_t(method), isCompressed ? 0 : 9) == 0,
      zip_file_set_dostime(archive, number, 0, date, 0) == 0,
      zip_file_set_external_attributes(archive, number, 0, zip_uint8_t(ZIP_OPSYS_UNIX), attributes) == 0
    else { throw complain() }
  }

  private static func source(of content: Content, _ archive: OpaquePointer) -> OpaquePointer? {
    switch content {
    case .file(let path): return zip_source_file(archive, path, 0, -1)
    case .text(let text):
      // The library frees the copy when it has been written.
      let bytes = Array(text.utf8)
      let copy = malloc(max(1, bytes.count))
      copy?.copyMemory(from: bytes, byteCount: bytes.count)
      return zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1)
    }
  }

  static func reason(of code: CInt) -> String {
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    defer { zip_error_fini(&error) }
    return String(cString: zip_error_strerror(&error))
  }
}
