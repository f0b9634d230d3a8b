import Chapters

/// Why a preview cannot be served at a port.
enum PortComplaint: Complaint, Equatable {
  case taken(UInt16, isAskedFor: Bool)
  case forbidden(UInt16, reason: String)

  var kind: ComplaintKind { .environment }

  var message: String {
    switch self {
    case .taken(let port, true): "another program listens at port \(port)"
    case .taken(let port, false): "other programs listen at port \(port) and those after it"
    case .forbidden(let port, let reason): "this user may not listen at port \(port): \(reason)"
    }
  }

  var help: String? { "name another with --port, such as 8090, or 0 for any that is free" }
}
