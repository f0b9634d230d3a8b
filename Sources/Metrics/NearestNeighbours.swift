import Tensors

/// Which of a set of vectors is nearest to another one, and how far that is.
public struct NearestNeighbour: Equatable, Sendable {
  /// The row of the set; the first of several that are equally near.
  public let index: Int
  /// The Euclidean distance.
  public let distance: Double
}

/// Searches among vectors, by comparing all pairs.
public enum NearestNeighbours {
  /// Rows at a time: their distances from 60,000 others take 15 MB.
  private static let rows = 64

  /// The nearest row of `references` [M, F] for each row of `queries` [N, F].
  ///
  /// - Parameter willSearch: called from time to time with the number of rows done; may throw to stop.
  /// - Throws: what `willSearch` does.
  public static func nearest<Failure: Error>(
    to queries: Tensor, among references: Tensor, willSearch: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [NearestNeighbour] {
    requireRows("nearest", references, 1)
    var found: [NearestNeighbour] = []
    for start in stride(from: 0, to: queries.shape[0], by: rows) {
      try willSearch(start)
      forEachRow(start, of: queries, among: references) { _, distances in
        var best = 0
        for index in distances.indices where distances[index] < distances[best] { best = index }
        found.append(NearestNeighbour(index: best, distance: Double(distances[best]).squareRoot()))
      }
    }
    return found
  }

  /// The nearest row of `references` [M, F] for each row of `queries` [N, F].
  public static func nearest(to queries: Tensor, among references: Tensor) -> [NearestNeighbour] {
    nearest(to: queries, among: references) { _ in }
  }

  /// The squared distance of each row of a set [N, F] from its k-th nearest other row; N more than k.
  static func squaredRadii(of set: Tensor, k: Int) -> [Float] {
    requireRows("squaredRadii", set, k + 1)
    var radii: [Float] = []
    for start in stride(from: 0, to: set.shape[0], by: rows) {
      forEachRow(start, of: set, among: set) { row, distances in
        var nearest = [Float](repeating: .infinity, count: k)  // ascending
        for index in distances.indices where index != row && distances[index] < nearest[k - 1] {
          var place = k - 1
          while place > 0, nearest[place - 1] > distances[index] {
            nearest[place] = nearest[place - 1]
            place -= 1
          }
          nearest[place] = distances[index]
        }
        radii.append(nearest[k - 1])
      }
    }
    return radii
  }

  /// For each row of `queries` [N, F], whether it lies within the radius of any row of `references` [M, F].
  static func areCovered(_ queries: Tensor, by references: Tensor, squaredRadii: [Float]) -> [Bool] {
    var covered: [Bool] = []
    for start in stride(from: 0, to: queries.shape[0], by: rows) {
      forEachRow(start, of: queries, among: references) { _, distances in
        covered.append(distances.indices.contains { distances[$0] <= squaredRadii[$0] })
      }
    }
    return covered
  }

  /// Calls `body` with each of the next rows and its squared distances from all references.
  private static func forEachRow(
    _ start: Int, of queries: Tensor, among references: Tensor,
    _ body: (_ row: Int, _ distances: UnsafeBufferPointer<Float>) -> Void
  ) {
    let part = start..<min(start + rows, queries.shape[0])
    let count = references.shape[0]
    SquaredDistances.value(queries.gathering(part), references).withUnsafeScalars { scalars in
      for row in part {
        let own = (row - start) * count..<(row - start + 1) * count
        body(row, UnsafeBufferPointer(rebasing: scalars[own]))
      }
    }
  }

  private static func requireRows(_ operation: String, _ set: Tensor, _ least: Int) {
    precondition(
      set.shape.count == 2 && set.shape[0] >= least,
      "\(operation): expected [N, F] with \(least) rows at least, got \(set.shape)")
  }
}
