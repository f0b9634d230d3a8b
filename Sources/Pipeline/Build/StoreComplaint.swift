import Chapters
import Files

/// What a build says of results in the store.
enum StoreComplaint: Complaint {
  /// A result that cannot be trusted; the block that made it runs again.
  case damaged(id: String, problem: String)
  /// A result that is there, in a folder, and cannot be read.
  case unreadable(id: String, FileError<FileFault>, folder: String)
  /// A result that was just kept and is not there.
  case lost(id: String, folder: String)
  /// A file is not what it was when the key was made; what the block read of it is not known.
  case changed(String)
  /// A block's result lacks a file that another one reads.
  case noFile(String, id: String)
  /// A block's result lacks a value that another one reads, as that of an older program may.
  case noValue(String, id: String)

  var kind: ComplaintKind { if case .damaged = self { .warning } else { .environment } }

  var message: String {
    switch self {
    case .damaged(let id, let problem):
      "the stored result of '\(id)' is damaged (\(problem)); it is made again"
    case .unreadable(let id, let error, _): "cannot read the stored result of '\(id)': \(error)"
    case .lost(let id, let folder): "the result of '\(id)' could not be read back from \(folder)"
    case .changed(let file): "the \(file) changed while the block ran, so its result is not kept"
    case .noFile(let path, let id): "the block '\(id)' wrote no file '\(path)'"
    case .noValue(let name, let id): "the result of the block '\(id)' has no value '\(name)'"
    }
  }

  var help: String? {
    switch self {
    case .changed: "leave it alone for as long, and build again"
    case .unreadable(_, _, let folder): "see to it that it can be read, or remove \(folder) to make it again"
    case .lost: "check the disk, then build again"
    case .noValue: "remove .report/store and build again"
    case .damaged, .noFile: nil
    }
  }
}
