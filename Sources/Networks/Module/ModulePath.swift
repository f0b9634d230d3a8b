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
