/// An error that says what is wrong and what to do about it.
public protocol ExplainedError: Error, CustomStringConvertible {
  /// What is wrong: the file or the name, what was expected, what was found.
  var complaint: String { get }
  /// What to do about it.
  var remedy: String { get }
}

extension ExplainedError {
  /// The complaint and the remedy.
  public var description: String { "\(complaint); \(remedy)" }
}
