import Files
import Foundation

/// A formula as an author wrote it, set apart or within a line.
public struct Formula: Hashable, Sendable {
  /// The TeX between the dollars.
  public let tex: String
  /// Whether it is set apart.
  public let isDisplayed: Bool

  /// A formula.
  public init(tex: String, isDisplayed: Bool) { (self.tex, self.isDisplayed) = (tex, isDisplayed) }

  /// What the cache files it under.
  var key: String { FileHash.sha256(of: Data("\(isDisplayed)\n\(tex)".utf8)) }
}
