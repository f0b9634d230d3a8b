/// A cheapest one-to-one assignment of rows to columns, exactly.
///
/// Shortest augmenting paths with dual potentials, in O(n^3) (Jonker and Volgenant 1987; the loop is Dijkstra's
/// algorithm on the reduced costs, one row after the other).
public struct Assignment: Equatable, Sendable {
  /// The column of each row.
  public let columns: [Int]

  /// - Parameter costs: n x n finite numbers, row by row.
  public init(costs: [Double], count: Int) {
    precondition(
      costs.count == count * count, "Assignment: expected \(count * count) costs, got \(costs.count)")
    var solver = Solver(costs: costs, count: count)
    for row in 0..<count { solver.augment(from: row) }
    var columns = [Int](repeating: 0, count: count)
    for column in 0..<count { columns[solver.rows[column]] = column }
    self.columns = columns
  }

  private struct Solver {
    let costs: [Double]
    let count: Int
    /// The row of each column; -1 for a column that is free.
    var rows: [Int]
    /// The dual potentials: no reduced cost c - u - v is negative, and those of the assignment are zero.
    var u, v: [Double]

    init(costs: [Double], count: Int) {
      (self.costs, self.count) = (costs, count)
      rows = [Int](repeating: -1, count: count)
      u = [Double](repeating: 0, count: count)
      v = u
    }

    /// Finds the shortest path from a free row to a free column and exchanges the assignments along it.
    mutating func augment(from free: Int) {
      var distances = [Double](repeating: .infinity, count: count)
      var predecessors = [Int](repeating: free, count: count)
      var isScanned = [Bool](repeating: false, count: count)
      var scanned: [Int] = []
      var (row, length) = (free, 0.0)
      var end = -1
      while end < 0 {
        let nearest = relax(row, length, &distances, &predecessors, isScanned)
        length = distances[nearest]
        if rows[nearest] < 0 {
          end = nearest
        } else {
          isScanned[nearest] = true
          scanned.append(nearest)
          row = rows[nearest]
        }
      }
      u[free] += length
      for column in scanned {
        u[rows[column]] += length - distances[column]
        v[column] -= length - distances[column]
      }
      flip(to: end, from: free, predecessors)
    }

    /// Shortens the ways that lead over `row`; returns the nearest column that has not been scanned.
    private func relax(
      _ row: Int, _ length: Double, _ distances: inout [Double], _ predecessors: inout [Int],
      _ isScanned: [Bool]
    ) -> Int {
      var (nearest, least) = (-1, Double.infinity)
      for column in 0..<count where !isScanned[column] {
        let distance = length + costs[row * count + column] - u[row] - v[column]
        if distance < distances[column] {
          distances[column] = distance
          predecessors[column] = row
        }
        if distances[column] < least || nearest < 0 { (nearest, least) = (column, distances[column]) }
      }
      return nearest
    }

    /// Gives every column of the path the row that leads to it.
    private mutating func flip(to end: Int, from free: Int, _ predecessors: [Int]) {
      var column = end
      while true {
        let row = predecessors[column]
        let next = rows.firstIndex(of: row)
        rows[column] = row
        guard row != free, let next else { return }
        column = next
      }
    }
  }
}
