import Foundation

/// A web server on the loopback interface for one folder; ends with its last reference.
final class RangeServer {
  private let process = Process()
  private let log: URL
  let address: String

  /// Serves with one of the scripts beside the tests; its further arguments are `arguments`.
  init(serving folder: URL, with name: String = "range_server", _ arguments: [String] = []) async throws {
    log = folder.appendingPathComponent("requests.log")
    let script = Bundle.module.url(forResource: name, withExtension: "py")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.arguments = ["python3", script?.path ?? "", folder.path, log.path] + arguments
    try process.run()
    var port: Substring?
    for _ in 0..<200 where port == nil {
      try await Task.sleep(for: .milliseconds(50))
      port = Self.lines(of: log).first
    }
    address = "http://127.0.0.1:\(port ?? "0")/"
  }

  deinit { process.terminate() }

  /// The path and the range of every request so far.
  var requests: [Substring] { Array(Self.lines(of: log).dropFirst()) }

  private static func lines(of log: URL) -> [Substring] {
    ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n")
  }
}
