/// A block of the reference with the figure that it makes, for directives of which a report has no block of its own.
///
/// The figures were made by the program; a test makes them anew and compares them byte for byte.
public struct ExampleFigure: Sendable {
  /// The block as an author writes it.
  public let block: String
  /// The drawing that it makes; what is unique to it within a page is named `example`.
  public let drawing: String

  /// The example of a directive, if it has one.
  public init?(of directive: String) {
    guard let (block, drawing) = Self.files[directive] else { return nil }
    (self.block, self.drawing) = (Templates.text(block), Templates.text(drawing))
  }

  private static var files: [String: (block: [UInt8], drawing: [UInt8])] {
    [
      "figure": (PackageResources.figure_md, PackageResources.figure_svg),
      "plot": (PackageResources.plot_md, PackageResources.plot_svg),
      "train-text-to-image": (
        PackageResources.train_text_to_image_md, PackageResources.train_text_to_image_svg
      ),
    ]
  }
}
