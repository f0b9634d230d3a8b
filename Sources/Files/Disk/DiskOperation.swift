import Foundation

/// What this program does to files and folders, step by step as the system sees it; paths are absolute.
public enum DiskOperation: Codable, Equatable, Sendable {
  /// Opens a file to read it, or lists a folder.
  case read(String)
  /// Makes a folder whose parent is there.
  case createFolder(String)
  /// Makes an empty file where none is.
  case create(String)
  /// Writes bytes behind those that a file has.
  case append(String, Data)
  /// Waits until a file's bytes, or a folder's entries, are on the disk.
  case flush(String)
  /// Gives a file or folder another name; a file there is replaced.
  case rename(String, to: String)
  /// Lets two folders trade their names.
  case exchange(String, with: String)
  /// Gives a file a second name.
  case link(String, at: String)
  /// Removes a file or a link.
  case remove(String)
  /// Removes an empty folder.
  case removeFolder(String)

  /// Whether nothing on the disk changes.
  public var isReading: Bool { if case .read = self { true } else { false } }
}
