import Foundation

/// Distances between tokens sorted into buckets, each of which has a learned bias for every head; near distances have
/// a bucket of their own, far ones share (Raffel et al. 2020, section 2.1).
public struct RelativePositions: Hashable, Sendable {
  /// The number of buckets for both directions together.
  public let buckets: Int
  /// From this distance on all share the last bucket.
  public let maximumDistance: Int

  /// T5's 32 buckets up to distance 128 unless others are given; at least 4 buckets, and a distance above a quarter of
  /// them.
  public init(buckets: Int = 32, maximumDistance: Int = 128) {
    precondition(
      buckets >= 4 && maximumDistance > buckets / 4,
      "RelativePositions: expected 4 buckets and a larger distance, got \(buckets) and \(maximumDistance)")
    (self.buckets, self.maximumDistance) = (buckets, maximumDistance)
  }

  /// The bucket of a key's position minus the query's.
  public func bucket(_ difference: Int) -> Int {
    let half = buckets / 2
    let (base, distance) = (difference > 0 ? half : 0, abs(difference))
    let exact = half / 2
    guard distance >= exact else { return base + distance }
    // In float32, as torch computes it: the borders depend on the rounding.
    let share = log(Float(distance) / Float(exact)) / Float(log(Double(maximumDistance) / Double(exact)))
    return base + min(half - 1, exact + Int(share * Float(half - exact)))
  }

  /// table [buckets, heads] -> the bias of every head, query and key, [heads, T, T] with T = length.
  public func bias(_ table: Tensor, length: Int) -> Tensor {
    let heads = heads(table)
    var result = Tensor(uninitialized: [heads, length, length])
    let (source, destination) = (table.floats, result.mutableFloats)
    forEachPlace(length, heads) { place, entry in destination[place] = source[entry] }
    return result
  }

  /// gradient [heads, T, T] -> the gradient for the table [buckets, heads].
  public func pullback(_ gradient: Tensor) -> Tensor {
    precondition(
      gradient.shape.count == 3 && gradient.shape[1] == gradient.shape[2],
      "RelativePositions.pullback: expected [heads, T, T], got \(gradient.shape)")
    var result = Tensor(repeating: 0, shape: [buckets, gradient.shape[0]])
    let (source, sums) = (gradient.floats, result.mutableFloats)
    forEachPlace(gradient.shape[1], gradient.shape[0]) { place, entry in sums[entry] += source[place] }
    return result
  }

  private func forEachPlace(_ length: Int, _ heads: Int, _ body: (_ place: Int, _ entry: Int) -> Void) {
    let buckets = (-length + 1..<max(length, 1)).map(bucket)
    for head in 0..<heads {
      for query in 0..<length {
        for key in 0..<length {
          body((head * length + query) * length + key, buckets[key - query + length - 1] * heads + head)
        }
      }
    }
  }

  private func heads(_ table: Tensor) -> Int {
    precondition(
      table.shape.count == 2 && table.shape[0] == buckets,
      "RelativePositions: expected a table [\(buckets), heads], got \(table.shape)")
    return table.shape[1]
  }
}
