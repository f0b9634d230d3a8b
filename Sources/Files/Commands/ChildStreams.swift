import Foundation

/// The three standard streams of a child as open files.
///
/// The script that a child reads and the errors that it prints go through unnamed files instead of pipes, so
/// that neither side can block on the other or be ended by a broken pipe.
final class ChildStreams {
  let input: Int32
  let output: Int32
  let errors: Int32

  /// - Throws: `CommandFailure` when a file cannot be opened.
  init(for command: Command) throws {
    var opened: [Int32] = []
    func keep(_ descriptor: Int32, _ what: String) throws -> Int32 {
      guard descriptor >= 0 else {
        let reason = String(cString: strerror(errno))
        opened.forEach { _ = close($0) }
        throw CommandFailure(program: command.program, status: nil, message: "cannot open \(what): \(reason)")
      }
      opened.append(descriptor)
      return descriptor
    }
    input = try keep(Self.descriptor(of: command.input), "its input")
    let target = command.output?.path ?? "/dev/null"
    output = try keep(openFile(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644), target)
    errors = try keep(Self.unnamedFile(), "a temporary file")
  }

  deinit {
    [input, output, errors].forEach { _ = close($0) }
  }

  /// The last line the child wrote to its standard error that is not blank.
  func lastErrorLine() -> String? {
    lseek(errors, 0, SEEK_SET)
    let file = FileHandle(fileDescriptor: errors, closeOnDealloc: false)
    let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .last { !$0.isEmpty }
  }

  private static func descriptor(of input: Command.Input) -> Int32 {
    switch input {
    case .nothing: openFile("/dev/null", O_RDONLY | O_CLOEXEC, 0)
    case .file(let url): openFile(url.path, O_RDONLY | O_CLOEXEC, 0)
    case .bytes(let bytes): unnamedFile(holding: bytes)
    }
  }

  /// A file without a name, at its beginning; -1 and errno when it cannot be made.
  private static func unnamedFile(holding bytes: [UInt8] = []) -> Int32 {
    var path = Array((NSTemporaryDirectory() + "/report-XXXXXX").utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { return -1 }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    do {
      try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(bytes))
    } catch {
      close(descriptor)
      errno = ENOSPC
      return -1
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
}

/// open(2), under a name that does not clash with the methods called `open`.
private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}
