/// What is wrong with a file: its path, and a reason in the words of who reads or writes it.
public struct FileError<Fault: Equatable & Sendable & CustomStringConvertible>: Error, Equatable,
  CustomStringConvertible
{
  /// What can be wrong.
  public typealias Reason = Fault

  /// The file's path.
  public let file: String
  /// What is wrong with it.
  public let reason: Fault

  /// An error about one file.
  public init(file: String, _ reason: Fault) { (self.file, self.reason) = (file, reason) }

  /// The path and the reason in words.
  public var description: String { "\(file): \(reason)" }
}

/// What the system says of a file that it cannot read or write.
public enum FileFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(FileCause)
  /// The file cannot be written.
  case unwritable(FileCause)
  /// The file is longer than anything that makes sense, in bytes.
  case tooLarge(Int)
  /// Somebody made the file shorter since it was opened, in bytes.
  case shortened(from: Int, to: Int)

  /// The fault in words.
  public var description: String {
    switch self {
    case .unreadable, .tooLarge: "cannot be read: \(cause)"
    case .unwritable: "cannot be written: \(cause)"
    case .shortened: "\(cause)"
    }
  }

  /// Whether the system could not read what may well be there, so that another time it may.
  public var mayPass: Bool {
    if case .unreadable(.system(let error)) = self { error != .noSuchFileOrDirectory } else { false }
  }

  /// Its cause alone.
  public var cause: FileCause {
    switch self {
    case .unreadable(let cause), .unwritable(let cause): cause
    case .tooLarge(let length): "\(length) bytes are too many"
    case .shortened(let length, let found):
      "expected \(length) bytes for the file as it was when it was opened, found \(found)"
    }
  }
}
