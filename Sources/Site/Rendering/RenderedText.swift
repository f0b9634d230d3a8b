/// What other programs made of a report's text, as HTML.
public struct RenderedText: Sendable {
  let formulas: [Formula: String]
  let sources: CitedSources
  let listings: [Listing: String]

  /// - Parameters:
  ///   - formulas: the formulas, set.
  ///   - sources: what is cited.
  ///   - listings: the listings, in colours.
  public init(
    formulas: [Formula: String] = [:], sources: CitedSources = CitedSources(),
    listings: [Listing: String] = [:]
  ) {
    (self.formulas, self.sources, self.listings) = (formulas, sources, listings)
  }
}
