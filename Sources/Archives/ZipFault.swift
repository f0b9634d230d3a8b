import Files

/// Why a zip file is not read or written.
public enum ZipFault: Error, Equatable, Sendable {
  /// It is no zip file, or a damaged one, with the library's reason.
  case unreadable(String)
  /// It cannot be written, with the library's reason.
  case unwritable(String)
  /// It has more files than are unpacked.
  case tooManyFiles(Int)
  /// Unpacked, it would take more bytes than these.
  case tooLarge(limit: Int)
  /// A name that could lead out of the folder, or that no system can have.
  case name(String)
  /// A link, a device or anything else that is no plain file.
  case kind(String)
  /// Two files of one name, or a file where a folder has to be.
  case repeated(String)
  /// Encrypted, or compressed in an unusual way.
  case method(String)
  /// Its content is not what its sum says.
  case damaged(String)
}

extension ZipFault: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch self {
    case .unreadable(let reason): "it is no zip file that can be read: \(reason)"
    case .unwritable(let reason): "it cannot be written: \(reason)"
    case .tooManyFiles(let limit): "it has more than \(limit) files"
    case .tooLarge(let limit): "unpacked, it would take more than \(limit / 1_000_000) MB"
    case .name(let name): "it has a file of the name '\(name.visibleInLine)', which is not allowed"
    case .kind(let name): "its '\(name.visibleInLine)' is a link or a device, not a file"
    case .repeated(let name): "it has '\(name.visibleInLine)' twice, or as a file and as a folder"
    case .method(let name): "its '\(name.visibleInLine)' is encrypted, or compressed in an unusual way"
    case .damaged(let name): "its '\(name.visibleInLine)' is damaged"
    }
  }
}
