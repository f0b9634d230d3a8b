/// The floats that a convolution's kernel covers, from a window's first one on: `count` runs of `length` neighbours,
/// `stride` floats apart, a run for each row of the kernel.
public struct WindowRuns: Sendable {
  /// Rows of the kernel.
  public let count: Int
  /// Columns of the kernel times the channels.
  public let length: Int
  /// Floats from one row of the image to the next.
  public let stride: Int

  /// Runs of windows.
  public init(count: Int, length: Int, stride: Int) {
    (self.count, self.length, self.stride) = (count, length, stride)
  }

  /// Floats of a window.
  @inlinable public var floats: Int { count * length }
  /// Rows of sums that a run needs: blocks of four may reach over its end.
  @inlinable public var pitch: Int { length + 3 }
}
