import Foundation

/// The few lines that stand in a clone in place of a large file until Git LFS has fetched it.
///
/// (github.com/git-lfs/git-lfs, docs/spec.md: the first line is the version, and a pointer is shorter than 1024 bytes)
public enum LargeFilePointer {
  private static let mark = Array("version https://git-lfs.github.com/spec/".utf8)
  /// More bytes than a pointer has.
  static let limit = 1024

  /// Whether a file is one.
  public static func isAt(_ url: URL) -> Bool {
    do { _ = try RegularFile.start(of: url, count: mark.count) } catch {
      return error.reason == .unreadable(.pointer)
    }
    return false
  }

  /// - Parameters:
  ///   - start: the file's first bytes, as many as the mark has if there are so many.
  ///   - length: the file's.
  /// - Throws: `FileFault.unreadable(.pointer)` for one.
  static func refuse(_ start: some Collection<UInt8>, length: Int) throws(FileFault) {
    guard length < limit, length > mark.count, start.starts(with: mark) else { return }
    throw .unreadable(.pointer)
  }

  /// How many bytes of a file tell.
  static var telling: Int { mark.count }
}
