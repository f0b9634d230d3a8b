import Autograd

/// A part of a network: a struct whose properties are its architecture.
///
/// Its `init` declares every weight once, with its name, shape and beginning; to give the weights values, to list them
/// or to change them is a visitor's work.
public protocol Module: Sendable {
  /// Shows every weight and every running statistic to `visitor`, in an order that does not change.
  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure)
}

/// Something that looks at, or changes, every tensor of a network in turn.
public protocol ModuleVisitor {
  /// What a visit may throw; `Never` for most.
  associatedtype Failure: Error = Never

  /// Whether it has to see weights in the order in which torch constructs them, where a state has another one.
  static var followsConstruction: Bool { get }

  /// Called for a learnable tensor; throws what the visitor may meet.
  mutating func visit(_ weight: inout Weight) throws(Failure)

  /// Called for the running statistics of a batch normalisation of this name; throws what the visitor may meet.
  mutating func visit(_ statistics: inout RunningStatistics, at name: ModulePath) throws(Failure)
}

extension ModuleVisitor {
  /// Most visitors take the order of a state.
  public static var followsConstruction: Bool { false }
}

extension ModuleVisitor where Failure == Never {
  /// Most visitors have no business with running statistics.
  public mutating func visit(_ statistics: inout RunningStatistics, at name: ModulePath) {}
}

extension Array: Module where Element: Module {
  /// One after the other; throws what the visitor does.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    for index in indices { try self[index].accept(&visitor) }
  }
}
