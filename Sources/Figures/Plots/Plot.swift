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

  /// A part of the plot, drawn larger within it.
  public struct Inset: Codable, Equatable, Sendable {
    /// Where an inset is.
    public enum Corner: String, Codable, Sendable, CaseIterable {
      case topLeft = "top-left"
      case topRight = "top-right"
      case bottomLeft = "bottom-left"
      case bottomRight = "bottom-right"
    }

    /// What it shows of x; the lower bound is below the upper one.
    public var xs: ClosedRange<Double>
    /// What it shows of y.
    public var ys: ClosedRange<Double>
    /// Where it is.
    public var corner: Corner

    /// An inset that shows a rectangle of the plot.
    public init(xs: ClosedRange<Double>, ys: ClosedRange<Double>, corner: Corner = .topRight) {
      (self.xs, self.ys, self.corner) = (xs, ys, corner)
    }
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
  /// What x says at 0, 1, 2, ..., where it is no number.
  public var categories: [String]?
  /// A part that is drawn larger.
  public var inset: Inset?

  /// A plot of `series`.
  public init(
    xLabel: String, yLabel: String, xScale: Scale = .linear, yScale: Scale = .linear,
    series: [Series], reference: Reference? = nil, title: String? = nil
  ) {
    (self.xLabel, self.yLabel, self.xScale) = (xLabel, yLabel, xScale)
    (self.yScale, self.series, self.reference, self.title) = (yScale, series, reference, title)
  }
}
