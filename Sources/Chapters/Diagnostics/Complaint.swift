/// What is wrong, as data that brings its wording: one enum for each room that has something to complain of.
public protocol Complaint: Error, Sendable {
  /// Who can mend it: the author, unless said otherwise.
  var kind: ComplaintKind { get }
  /// What is wrong, and what was expected instead.
  var message: String { get }
  /// What to do about it, if that can be said.
  var help: String? { get }
}

/// What went wrong decides the exit status: the author's text, or the machine around it.
public enum ComplaintKind: String, Sendable { case mistake, environment, warning }

extension Complaint {
  /// The author's mistake.
  public var kind: ComplaintKind { .mistake }
}

extension EnvironmentFault: Complaint {
  /// The machine's fault.
  public var kind: ComplaintKind { .environment }
}
