/// One row added to every row of an array.
public enum RowAddition {
  /// x [..., C] and row, any shape of C elements -> x + row.
  public static func value(_ x: Tensor, row: Tensor) -> Tensor {
    let channels = x.shape.last ?? 0
    precondition(row.count == channels, "RowAddition: expected a row of \(channels), got \(row.shape)")
    return Tensor(shape: x.shape) { result in
      for index in result.indices { result[index] = x.floats[index] + row.floats[index % channels] }
    }
  }

  /// gradient [..., C] -> the gradient for the row of `shape`.
  public static func pullbackToRow(_ gradient: Tensor, shape: [Int]) -> Tensor {
    let channels = shape.reduce(1, *)
    var sums = [Double](repeating: 0, count: channels)
    for index in 0..<gradient.count { sums[index % channels] += Double(gradient.floats[index]) }
    return Tensor(shape: shape, scalars: sums.map { Float($0) })
  }
}
