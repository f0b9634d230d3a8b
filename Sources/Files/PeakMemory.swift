import CFiles
import Foundation

/// How much of the machine's memory the process has held at once since a moment, in so far as the system tells.
public struct PeakMemory: Sendable {
  /// Begins to measure: what former work has given back to the allocator goes back to the system, and the system forgets
  /// the peak that there was (`clear_refs` of proc(5)). Nil where it keeps none, or does not forget.
  public init?() {
    return_freed_memory()
    guard let file = fopen("/proc/self/clear_refs", "w") else { return nil }
    let isWritten = fputs("5", file) >= 0
    guard fclose(file) == 0, isWritten else { return nil }
  }

  /// The largest resident set since then, in bytes: the program and all that it held, not the block's tensors alone.
  public var bytes: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return kilobytes * 1024
  }
}
