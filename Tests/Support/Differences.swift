/// The largest absolute difference of two lists; infinite where they are of other lengths or one of them is empty or no
/// number, so that no comparison passes by what it leaves out.
package func largestDifference(
  _ found: some Collection<some BinaryFloatingPoint>, _ expected: some Collection<some BinaryFloatingPoint>
) -> Double {
  guard found.count == expected.count, !found.isEmpty else { return .infinity }
  let differences = zip(found, expected).map { abs(Double($0) - Double($1)) }
  return differences.contains(where: \.isNaN) ? .infinity : differences.max() ?? .infinity
}
