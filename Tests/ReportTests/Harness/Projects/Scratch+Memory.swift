import Foundation
import TestSupport
import Testing

extension Scratch {
  private static let measuring = """
    import resource, subprocess, sys
    try: status = subprocess.call(sys.argv[3:], timeout=float(sys.argv[2]))
    except subprocess.TimeoutExpired: sys.exit("the program was still running")
    with open(sys.argv[1], "w") as file: file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
    sys.exit(status if status >= 0 else 128 - status)
    """

  /// Runs the program in the project; the second result is the most memory that it ever had, in bytes.
  ///
  /// A small program in between starts it: the system counts what its parent has in memory as well.
  func measure(
    _ arguments: [String], environment: [String: String] = [:], seconds: Double = 120
  ) throws -> (outcome: Program.Outcome, peak: Int) {
    let place = root.appending(path: "peak-memory")
    defer { try? FileManager.default.removeItem(at: place) }
    let outcome = try run(
      arguments, environment: environment,
      wrapped: ["python3", "-c", Self.measuring, place.path, "\(seconds * Running.patience)"],
      seconds: seconds + 10)
    let kilobytes = try #require(Int(String(contentsOf: place, encoding: .utf8)), "\(outcome.errors)")
    return (outcome, kilobytes << 10)
  }
}
