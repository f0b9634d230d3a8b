/// Thins a long line out without losing its spikes.
enum Decimation {
  /// Of the points in each of the pixel columns, the first, the lowest, the highest and the last, in order.
  /// Points come sorted by x or not; only neighbours in the same column are thinned.
  static func perColumn(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var kept: [(x: Double, y: Double)] = []
    var start = 0
    while start < points.count {
      let column = points[start].x.rounded(.down)
      var end = start + 1
      while end < points.count, points[end].x.rounded(.down) == column { end += 1 }
      kept += extremes(of: points[start..<end])
      start = end
    }
    return kept
  }

  private static func extremes(of points: ArraySlice<(x: Double, y: Double)>) -> [(x: Double, y: Double)] {
    guard points.count > 4 else { return Array(points) }
    var (lowest, highest) = (points.startIndex, points.startIndex)
    for index in points.indices {
      if points[index].y < points[lowest].y { lowest = index }
      if points[index].y > points[highest].y { highest = index }
    }
    let indices: Set<Int> = [points.startIndex, lowest, highest, points.endIndex - 1]
    return indices.sorted().map { points[$0] }
  }
}
