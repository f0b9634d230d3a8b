import Foundation
import SystemPackage

/// A regular file in memory without having been read: the system reads a page when something looks at it, and
/// drops it when memory is short.
public final class MappedFile: @unchecked Sendable {
  /// The file's bytes; valid while this object lives.
  public let bytes: UnsafeRawBufferPointer
  private let descriptor: FileDescriptor

  /// Maps the file at `url`.
  ///
  /// - Throws: `FileFault.unreadable` when it is no regular file, or the system refuses.
  public init(_ url: URL) throws(FileFault) {
    do {
      // Else a named pipe would wait for its other end.
      descriptor = try .open(url.path, .readOnly, options: [.nonBlocking, .closeOnExec])
    } catch { throw .unreadable(plainReason(of: error)) }
    do throws(FileFault) { bytes = try Self.map(descriptor) } catch {
      try? descriptor.close()
      throw error
    }
  }

  private static func map(_ descriptor: FileDescriptor) throws(FileFault) -> UnsafeRawBufferPointer {
    let status: Stat
    do { status = try descriptor.stat() } catch { throw .unreadable(.system(error)) }
    guard status.type == .regular else { throw .unreadable("expected a regular file") }
    let count = Int(status.size)
    guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor.rawValue, 0)
    guard let start, start != MAP_FAILED else { throw .unreadable(.latest) }
    return UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Looks at the file's length again: to read behind its end would end the program.
  ///
  /// - Throws: `FileFault.shortened` when somebody made the file shorter since it was opened.
  public func requireWhole() throws(FileFault) {
    let length = Int((try? descriptor.stat())?.size ?? 0)
    guard length >= bytes.count else { throw .shortened(from: bytes.count, to: length) }
  }

  /// Lets the system have the memory of a part that was read and will not be soon; it stays readable.
  public func release(_ part: Range<Int>) {
    let page = Int(getpagesize())
    let (first, end) = ((part.lowerBound + page - 1) / page * page, part.upperBound / page * page)
    guard first < end, let start = bytes.baseAddress else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), end - first, MADV_DONTNEED)
  }

  /// The content of a regular file that is known to be short.
  ///
  /// - Throws: `FileFault` for one that cannot be read, or is longer than `limit`.
  public static func content(of url: URL, limit: Int) throws(FileFault) -> Data {
    let file = try MappedFile(url)
    guard file.bytes.count <= limit else { throw .tooLarge(file.bytes.count) }
    return withExtendedLifetime(file) { Data(file.bytes) }
  }

  deinit {
    try? descriptor.close()
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}
