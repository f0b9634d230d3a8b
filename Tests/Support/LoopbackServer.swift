import Foundation

/// A web server on the loopback interface for one folder; ends with its last reference.
package final class LoopbackServer {
  private let process = Process()
  private let log: URL
  /// With a slash at its end.
  package let address: String
  package let port: Int

  /// What it serves.
  package enum Kind: String {
    /// The folder's files by their paths.
    case files = "range_server"
    /// The folder's models, as a hub does.
    case hub = "hub_server"
    /// A model, in a way that no hub should have.
    case hostileHub = "hostile_hub_server"
  }

  private struct NoAnswer: Error {}

  /// Serves a folder; a hub's further argument is the token that it wants.
  package init(_ kind: Kind, of folder: URL, _ arguments: [String] = []) async throws {
    log = folder.appending(path: "requests.log")
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let script = Bundle.module.resourceURL!.appending(path: "Servers/\(kind.rawValue).py")
    process.arguments = ["python3", "-B", script.path, folder.path, log.path] + arguments
    try process.run()
    var port: Int?
    for _ in 0..<200 where port == nil {
      try await Task.sleep(for: .milliseconds(50))
      port = Self.lines(of: log).first.flatMap { Int($0) }
    }
    guard let port else { throw NoAnswer() }
    self.port = port
    address = "http://127.0.0.1:\(port)/"
  }

  deinit { process.terminate() }

  /// The path and the range of every request so far, and the word 'token' where it brought one.
  package var requests: [Substring] { Array(Self.lines(of: log).dropFirst()) }

  private static func lines(of log: URL) -> [Substring] {
    ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n")
  }
}
