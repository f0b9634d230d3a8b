import Dispatch

/// Wall time.
enum Stopwatch {
  /// Milliseconds that `body` takes.
  static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    try body()
    return Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-6
  }

  /// The median of several runs, after 0.3 seconds of others, in which threads find their cores and memory its place.
  static func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var warm = 0.0
    while warm < 300 { warm += try milliseconds(body) }
    let times = try (0..<runs).map { _ in try milliseconds(body) }
    return times.sorted()[runs / 2]
  }
}
