/// Lines and points over two axes.
public struct Plot: Codable, Equatable, Sendable {
  /// How values are laid out along an axis.
  public enum Scale: String, Codable, Sendable {
    /// Equal differences, equal lengths.
    case linear
    /// Equal ratios, equal lengths; values that are not positive cannot be shown.
    case log
  }

  /// A horizontal line to compare with, such as a floor.
  public struct Reference: Codable, Equatable, Sendable {
    /// Where it is, in units of y.
    public var y: Double
    /// What it is called.
    public var label: String

    /// A line at `y` called `label`.
    public init(y: Double, label: String) { (self.y, self.label) = (y, label) }
  }

  /// What x is, with its unit.
  public var xLabel: String
  /// What y is, with its unit.
  public var yLabel: String
  /// The scale of x.
  public var xScale: Scale
  /// The scale of y.
  public var yScale: Scale
  /// What is drawn, the last on top.
  public var series: [Series]
  /// A horizontal line to compare with.
  public var reference: Reference?
  /// The name of the plot, for its accessible title; nil says "y against x".
  public var title: String?

  /// A plot of `series`.
  public init(
    xLabel: String, yLabel: String, xScale: Scale = .linear, yScale: Scale = .linear,
    series: [Series], reference: Reference? = nil, title: String? = nil
  ) {
    (self.xLabel, self.yLabel, self.xScale) = (xLabel, yLabel, xScale)
    (self.yScale, self.series, self.reference, self.title) = (yScale, series, reference, title)
  }
}
