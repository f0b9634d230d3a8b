import Foundation

/// Why a figure could not be made.
public enum FigureError: Error, Equatable, Sendable {
  /// A picture of this shape, [H, W, C], cannot be.
  case pictureShape([Int], pixelCount: Int)
  /// This many of the values are NaN or infinite.
  case notFinite(count: Int, of: Int)
  /// An image outside its batch.
  case noSuchImage(index: Int, count: Int)
  /// libpng's complaint about encoding or decoding.
  case png(reason: String)
  /// A contact sheet of nothing, or of pictures of different shapes, [H, W, C].
  case contactSheet(shapes: [[Int]])
  /// A series whose xs and ys do not pair up.
  case seriesLength(name: String, xs: Int, ys: Int)
}

extension FigureError: CustomStringConvertible, LocalizedError {
  /// The complaint: what was expected, what was found, what to do.
  public var description: String {
    switch self {
    case .pictureShape(let shape, let count):
      "picture: expected [H, W, C] with 1 or 3 channels, found \(shape) with \(count) values"
    case .notFinite(let count, let total):
      "picture: expected finite values, found \(count) of \(total) that are NaN or infinite; "
        + "look for a diverged training run or sampler"
    case .noSuchImage(let index, let count):
      "picture: expected an image in 0..<\(count), found \(index)"
    case .png(let reason): "PNG: \(reason)"
    case .contactSheet(let shapes):
      "contact sheet: expected pictures of one shape, found \(shapes.isEmpty ? "none" : "\(shapes)")"
    case .seriesLength(let name, let xs, let ys):
      "series '\(name)': expected one y for each x, found \(xs) x and \(ys) y"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
