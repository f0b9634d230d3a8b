import Foundation

/// A model on a hub: a web site that serves files of named, versioned repositories in the way of Hugging Face's.
public struct HubModel: Equatable, Sendable {
  /// ORGANISATION/NAME.
  public let name: String
  /// A branch, a tag or a commit.
  public let revision: String
  /// The hub's address, without a slash at its end.
  public let hub: String

  /// The hub that is asked unless another is named.
  public static let usualHub = "https://huggingface.co"

  /// A model by name; throws a `HubError` for what can be no name, no revision or no address.
  public init(_ name: String, revision: String = "main", hub: String = HubModel.usualHub) throws(HubError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy(Self.isPlain) else { throw .name(name) }
    guard Self.isPlain(revision) else { throw .revision(revision) }
    guard let address = HubAddress(hub) else { throw .hub(hub) }
    (self.name, self.revision, self.hub) = (name, revision, address.text)
  }

  /// The page where a person reads about the model and accepts its licence.
  public var page: String { "\(hub)/\(name)" }

  /// What the hub says about the model and its files.
  var listing: String { "\(hub)/api/models/\(name)/revision/\(revision)?blobs=true" }

  /// A file at a commit.
  func address(of path: String, at commit: String) -> String { "\(hub)/\(name)/resolve/\(commit)/\(path)" }

  private static let allowed = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.".utf8)

  /// Letters, digits and inner marks that mean nothing in a path or an address.
  static func isPlain(_ part: String) -> Bool {
    guard let first = part.utf8.first, part.utf8.count <= 120 else { return false }
    return !"-_.".utf8.contains(first) && part.utf8.allSatisfy(allowed.contains) && !part.contains("..")
  }
}
