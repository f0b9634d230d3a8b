/// Gradients by differences, in double precision: what a pullback is checked against.
enum CentralDifferences {
  /// (f(x + h e_i) - f(x - h e_i)) / 2h for every i; its error is of the order of h^2.
  static func gradient(
    at point: [Double], step: Double = 1e-5, of function: ([Double]) -> Double
  ) -> [Double] {
    var moved = point
    return point.indices.map { index in
      defer { moved[index] = point[index] }
      moved[index] = point[index] + step
      let above = function(moved)
      moved[index] = point[index] - step
      return (above - function(moved)) / (2 * step)
    }
  }
}
