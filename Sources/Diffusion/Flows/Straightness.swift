import Tensors

/// How far a way through a flow is from a straight line walked evenly: S = integral over t of
/// |(x(1) - x(0)) - dx/dt|^2, as a mean over all rows and elements; 0 for a straight one (Liu et al. 2023, eq. 6).
///
///     var straightness = Straightness(from: noise)
///     for state in Trajectory(of: field, from: noise, steps: 50) { straightness.add(state.x, at: state.time) }
///     print(straightness.value)
///
/// Between two states the way counts as a line, so S comes out a little too small, by O(1 / steps^2), and costs no
/// evaluation of the field. It equals integral |dx/dt|^2 - |x(1) - x(0)|^2, which is what is summed, in double precision.
public struct Straightness: Sendable {
  private let start: Tensor
  private var last: Tensor
  private var time: Double
  private var energy = 0.0

  /// A way that begins at x [N, ...], at time 0.
  public init(from x: Tensor) {
    (start, last, time) = (x, x, 0)
  }

  /// The next state of the way, of the same shape; one that is not later than the last is ignored.
  public mutating func add(_ x: Tensor, at time: Float) {
    let duration = Double(time) - self.time
    guard duration > 0 else { return }
    energy += (x - last).squaredNorm / duration
    (last, self.time) = (x, Double(time))
  }

  /// S of the way so far, which should have arrived at time 1.
  public var value: Double { (energy - (last - start).squaredNorm) / Double(max(1, start.count)) }
}
