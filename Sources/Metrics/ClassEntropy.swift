import Foundation

/// How evenly samples spread over the classes.
public enum ClassEntropy {
  /// -sum p log2 p over the shares p of the classes, in bits: 0 for one class, log2(10) = 3.32 for ten alike.
  public static func bits(_ classes: [Int]) -> Double {
    let counts = Dictionary(grouping: classes) { $0 }.mapValues(\.count)
    return counts.sorted { $0.key < $1.key }.reduce(0) { sum, entry in
      let share = Double(entry.value) / Double(classes.count)
      return sum - share * log2(share)
    }
  }
}
