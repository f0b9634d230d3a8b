import Dispatch

/// Wall time.
enum Stopwatch {
  /// Milliseconds that `body` takes.
  static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    try body()
    return Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-6
  }

  /// The median of several runs, after two that do not count.
  static func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    let times = try (0..<runs + 2).map { _ in try milliseconds(body) }
    return times.dropFirst(2).sorted()[runs / 2]
  }
}
