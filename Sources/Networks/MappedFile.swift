import Foundation

/// A regular file in memory without having been read: the system reads a page when something looks at it, and
/// drops it when memory is short.
final class MappedFile: @unchecked Sendable {
  /// The file's bytes; valid while this object lives.
  let bytes: UnsafeRawBufferPointer
  private let descriptor: Int32

  /// Maps the file at `url`; throws the reason when it is none, or cannot be read.
  init(_ url: URL) throws(CheckpointError.Reason) {
    // Without O_NONBLOCK a named pipe would wait for its other end.
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(Self.systemError) }
    do throws(CheckpointError.Reason) { bytes = try Self.map(descriptor) } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  private static func map(_ descriptor: Int32) throws(CheckpointError.Reason) -> UnsafeRawBufferPointer {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(systemError) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("expected a regular file") }
    let count = Int(status.st_size)
    guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw .unreadable(systemError)
    }
    return UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Throws when somebody made the file shorter since it was opened: to read behind its end would end the program.
  func requireWhole() throws(CheckpointError.Reason) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) >= bytes.count else {
      throw .truncated(
        "the file as it was when it was opened", expected: bytes.count, found: Int(status.st_size))
    }
  }

  /// Lets the system have the memory of a part that was read and will not be soon; it stays readable.
  func release(_ part: Range<Int>) {
    let page = Int(getpagesize())
    let (first, end) = ((part.lowerBound + page - 1) / page * page, part.upperBound / page * page)
    guard first < end, let start = bytes.baseAddress else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), end - first, MADV_DONTNEED)
  }

  deinit {
    close(descriptor)
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  private static var systemError: String { String(cString: strerror(errno)) }
}
