extension Plot {
  /// A named row of points.
  public struct Series: Codable, Equatable, Sendable {
    /// How a series is drawn.
    public enum Style: String, Codable, Sendable {
      /// A thin, translucent line: measurements with their noise.
      case raw
      /// A strong line: what the measurements say.
      case smoothed
      /// Dots.
      case points
      /// Bars from the axis, or from 0, to y.
      case bars
      /// The stretch from `lows` to `highs`, filled from point to point.
      case band
      /// The stretch from `lows` to `highs` at each point.
      case errors
    }

    /// The name for the legend.
    public var name: String
    /// The x of every point.
    public var xs: [Double]
    /// The y of every point; NaN and infinities are gaps.
    public var ys: [Double]
    /// How it is drawn.
    public var style: Style
    /// The lower ends of a band or of error bars, one for each x.
    public var lows: [Double]?
    /// The upper ends.
    public var highs: [Double]?

    /// Points with one y for each x.
    ///
    /// - Throws: `FigureError.seriesLength` when the counts differ.
    public init(name: String, xs: [Double], ys: [Double], style: Style = .smoothed) throws {
      guard xs.count == ys.count else {
        throw FigureError.seriesLength(name: name, xs: xs.count, ys: ys.count)
      }
      (self.name, self.xs, self.ys, self.style) = (name, xs, ys, style)
    }

    /// The same points with a stretch around each.
    ///
    /// - Throws: `FigureError.seriesLength` when the counts differ.
    public func spread(from lows: [Double], to highs: [Double], as style: Style) throws -> Series {
      for ends in [lows, highs] where ends.count != xs.count {
        throw FigureError.seriesLength(name: name, xs: xs.count, ys: ends.count)
      }
      var copy = self
      (copy.lows, copy.highs, copy.style) = (lows, highs, style)
      return copy
    }

    /// Decodes what `encode` wrote; throws a `FigureError` or `DecodingError` for a series that cannot be.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        name: values.decode(String.self, forKey: .name), xs: values.decode([Double].self, forKey: .xs),
        ys: values.decode([Double].self, forKey: .ys), style: values.decode(Style.self, forKey: .style))
      guard let lows = try values.decodeIfPresent([Double].self, forKey: .lows),
        let highs = try values.decodeIfPresent([Double].self, forKey: .highs)
      else { return }
      self = try spread(from: lows, to: highs, as: style)
    }

    /// `Plot.smoothed` of this series as a strong line; under its own name it shares colour and legend.
    public func smoothed(window: Int, name: String? = nil) -> Series {
      var copy = self
      copy.ys = Plot.smoothed(ys, window: window)
      copy.style = .smoothed
      copy.name = name ?? self.name
      return copy
    }
  }

  /// An exponential average with the centre of mass of a running mean over `window` values:
  /// m += (y - m) * 2 / (w + 1).
  ///
  /// w grows from 1 to `window` over the first five windows, so that the line follows a steep beginning. The
  /// result is as long as `values`; a value that is not finite stays as it is and is left out of the mean.
  public static func smoothed(_ values: [Double], window: Int) -> [Double] {
    var mean = 0.0
    var count = 0
    return values.map { value in
      guard value.isFinite else { return value }
      let width = min(Double(max(window, 1)), 1 + Double(count) / 5)
      mean += (value - mean) * 2 / (width + 1)
      count += 1
      return mean
    }
  }
}
