import Files
import Foundation
import Synchronization

/// A site whose files are made when somebody asks for them: who reads one page need not wait for a hundred.
public final class SiteOnDemand: Sendable {
  private let makers: [String: SiteWriter.Maker]
  /// Pages, scripts and styles that were asked for before.
  private let made = Mutex<[String: Data]>([:])

  /// The site of a writer.
  ///
  /// - Throws: the system's error for KaTeX's fonts where they cannot be listed.
  public init(_ writer: SiteWriter) throws {
    // A formula may come into a page that has its styles already.
    makers = try writer.makers(hasAllOfFormulas: true)
  }

  /// A file's content; nil where the site has no file of this path.
  ///
  /// - Throws: a `FileError` for one that cannot be read.
  public func content(of path: String) throws -> Data? {
    if let known = made.withLock({ $0[path] }) { return known }
    guard let file = try makers[path]?() else { return nil }
    let content = try file.content()
    if case .text = file { made.withLock { $0[path] = content } }
    return content
  }
}
