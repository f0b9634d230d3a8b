/// What a block of a report shows.
public enum Figure: Codable, Equatable, Sendable {
  /// Pictures in a grid.
  case panels(PanelGrid)
  /// Lines over two axes.
  case plot(Plot)
  /// Rows of text under headings.
  case table(Table)
  /// A picture made elsewhere.
  case ready(ReadyPicture)
}
