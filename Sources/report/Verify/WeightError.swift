import Checkpoints
import Foundation

/// How far two files of weights are apart.
enum WeightError {
  /// The largest difference of two weights, relative to the largest weight; nil where the files have other tensors, or
  /// cannot be read.
  static func relative(_ one: URL, _ other: URL) -> Double? {
    guard let a = try? SafetensorsFile(one), let b = try? SafetensorsFile(other), a.names == b.names else {
      return nil
    }
    var (difference, largest): (Float, Float) = (0, 0)
    for name in a.names where a.elementType(of: name) != "I64" {
      guard let x = try? a.tensor(named: name), let y = try? b.tensor(named: name), x.shape == y.shape else {
        return nil
      }
      for (x, y) in zip(x.scalars, y.scalars) {
        difference = max(difference, abs(x - y))
        largest = max(largest, abs(x), abs(y))
      }
    }
    return difference > 0 ? Double(difference / largest) : nil
  }
}
