import Chapters

/// What a build says of results in the store.
enum StoreComplaint: Complaint {
  /// A result that cannot be trusted; the block that made it runs again.
  case damaged(id: String, problem: String)
  /// A result that was just kept and is not there.
  case lost(id: String, folder: String)

  var kind: ComplaintKind { if case .damaged = self { .warning } else { .environment } }

  var message: String {
    switch self {
    case .damaged(let id, let problem):
      "the stored result of '\(id)' is damaged (\(problem)); it is made again"
    case .lost(let id, let folder): "the result of '\(id)' could not be read back from \(folder)"
    }
  }

  var help: String? { if case .lost = self { "check the disk, then build again" } else { nil } }
}
