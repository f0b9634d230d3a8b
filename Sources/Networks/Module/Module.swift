import Autograd

/// A part of a network: a struct whose properties are its architecture.
public protocol Module: Sendable {
  /// Shows every parameter and every running statistic to `visitor`, in the order of construction.
  ///
  /// `name` is the module's own name in the network; a part adds its name with `name / "part"`. The names are
  /// those of a PyTorch state dict.
  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure)
}

/// Something that looks at, or changes, every tensor of a network in turn.
public protocol ModuleVisitor {
  /// What a visit may throw; `Never` for most.
  associatedtype Failure: Error = Never

  /// Called for a learnable tensor, with its layout in a PyTorch state dict.
  mutating func visit(_ parameter: inout Parameter, _ layout: TorchLayout, at name: ModulePath)
    throws(Failure)

  /// Called for the running statistics of a batch normalisation.
  mutating func visit(_ statistics: inout RunningStatistics, at name: ModulePath) throws(Failure)
}

extension ModuleVisitor where Failure == Never {
  /// Most visitors have no business with running statistics.
  public mutating func visit(_ statistics: inout RunningStatistics, at name: ModulePath) {}
}

/// A name in a state dict: parts with dots between them.
public struct ModulePath: Hashable, Sendable, CustomStringConvertible {
  /// The parts with dots between them; empty for the network itself.
  public let description: String

  /// The network itself.
  public static let root = ModulePath(description: "")

  /// The name of a part.
  public static func / (path: ModulePath, part: String) -> ModulePath {
    ModulePath(description: path.description.isEmpty ? part : "\(path.description).\(part)")
  }
}
