/// The mean of some numbers, and how far it may be from the mean of all that could have been drawn.
public struct SampleMean: Equatable, Sendable {
  /// How many numbers there are.
  public let count: Int
  /// Their mean; not a number for none.
  public let value: Double
  /// The standard deviation (N - 1) over the root of N; not a number for fewer than two, which have no spread.
  public let standardError: Double

  /// Of some numbers.
  public init(_ values: [Double]) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let (count, spread) = (Double(values.count), values.count > 1 ? squares : .nan)
    (self.count, value, standardError) = (values.count, mean, (spread / (count - 1) / count).squareRoot())
  }

  /// Of a share: how many are true.
  public init(_ flags: [Bool]) { self.init(flags.map { $0 ? 1 : 0 }) }
}
