/// Several diagnostics thrown as one: everything wrong that one pass over the report could find.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
  /// The diagnostics, in reading order.
  public let all: [Diagnostic]

  /// Some diagnostics.
  public init(_ all: [Diagnostic]) { self.all = all }

  /// All of them.
  public var description: String { all.map(\.description).joined(separator: "\n") }
}

extension Diagnostics {
  /// Whatever a reader threw, as diagnostics.
  public init(_ error: any Error) {
    switch error {
    case let all as Diagnostics: self = all
    case let one as Diagnostic: self.init([one])
    default: self.init([Diagnostic(complaint(of: error))])
    }
  }
}
