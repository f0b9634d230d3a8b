import Foundation
import SystemPackage

/// A regular file in memory without having been read: the system reads a page when something looks at it, and
/// drops it when memory is short.
public final class MappedFile: @unchecked Sendable {
  /// The file's bytes; valid while this object lives.
  public let bytes: UnsafeRawBufferPointer
  private let descriptor: FileDescriptor

  /// The same bytes, of which none is copied; they keep this object alive.
  public var data: Data {
    guard let start = bytes.baseAddress else { return Data() }
    return Data(
      bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count,
      deallocator: .custom { _, _ in withExtendedLifetime(self) {} })
  }

  /// Maps the file at `url`.
  ///
  /// - Throws: `FileFault.unreadable` when it is no regular file, is out of reach, is a pointer of Git LFS, or the system
  ///   refuses.
  public init(_ url: URL) throws(FileFault) {
    let length: Int
    (descriptor, length) = try RegularFile.open(url.path)
    do throws(FileFault) { bytes = try Self.map(descriptor, length) } catch {
      try? descriptor.close()
      throw error
    }
    try LargeFilePointer.refuse(bytes, length: length)
  }

  private static func map(
    _ descriptor: FileDescriptor, _ count: Int
  ) throws(FileFault) -> UnsafeRawBufferPointer {
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

  deinit {
    try? descriptor.close()
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}
