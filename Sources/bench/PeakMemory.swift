import Foundation

/// The largest resident set that the process has had.
enum PeakMemory {
  /// In megabytes of 10^6 bytes.
  static var megabytes: Double {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) * 1024e-6
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) * 1e-6
    #endif
  }
}
