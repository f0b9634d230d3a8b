import Files

/// A place that files of a data set may come from.
public protocol FetchSource: Sendable {
  /// The name for messages.
  var name: String { get }

  /// Installs at `site` those of `files` that it has.
  ///
  /// - Throws: `FetchFailure` to let the next source try what is still missing; any other error ends the
  ///   fetch.
  func supply(_ files: [DatasetCatalogue.File], to site: FetchSite) async throws
}

extension FetchSource {
  /// The same failure in the words of this source, in one line; a cancellation stays what it is.
  func failure(_ error: any Error) -> any Error {
    switch error {
    case is CancellationError, is FetchFailure: error
    default: FetchFailure(source: name, reason: "\(plainReason(of: error))")
    }
  }
}
