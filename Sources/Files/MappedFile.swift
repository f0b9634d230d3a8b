import Foundation

/// A regular file in memory without having been read: the system reads a page when something looks at it, and
/// drops it when memory is short.
public final class MappedFile: @unchecked Sendable {
  /// The file's bytes; valid while this object lives.
  public let bytes: UnsafeRawBufferPointer
  private let descriptor: Int32

  /// Maps the file at `url`; throws the reason when it is none, or cannot be read.
  public init(_ url: URL) throws(FileFault) {
    // Without O_NONBLOCK a named pipe would wait for its other end.
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(systemReason) }
    do throws(FileFault) { bytes = try Self.map(descriptor) } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  private static func map(_ descriptor: Int32) throws(FileFault) -> UnsafeRawBufferPointer {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(systemReason) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("expected a regular file") }
    let count = Int(status.st_size)
    guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw .unreadable(systemReason)
    }
    return UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Throws when somebody made the file shorter since it was opened: to read behind its end would end the program.
  public func requireWhole() throws(FileFault) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) >= bytes.count else {
      throw .shortened(from: bytes.count, to: Int(status.st_size))
    }
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
    close(descriptor)
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}
