import Foundation

/// A regular file in memory without having been read: the system reads a page when something looks at it, and
/// drops it when memory is short.
final class MappedFile: @unchecked Sendable {
  /// The file's bytes; valid while this object lives.
  let bytes: UnsafeRawBufferPointer

  /// Maps the file at `url`; throws the reason when it is none, or cannot be read.
  init(_ url: URL) throws(CheckpointError.Reason) {
    // Without O_NONBLOCK a named pipe would wait for its other end.
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(Self.systemError) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(Self.systemError) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("expected a regular file") }
    guard status.st_size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let count = Int(status.st_size)
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw .unreadable(Self.systemError)
    }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Lets the system have the memory of a part that was read and will not be soon; it stays readable.
  func release(_ part: Range<Int>) {
    let page = Int(getpagesize())
    let (first, end) = ((part.lowerBound + page - 1) / page * page, part.upperBound / page * page)
    guard first < end, let start = bytes.baseAddress else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), end - first, MADV_DONTNEED)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  private static var systemError: String { String(cString: strerror(errno)) }
}
