import Foundation
import TestSupport
import Testing

/// A report while `report serve` shows it, at a port of its own; it ends with its last reference.
final class ServedReport {
  let project: Scratch
  let running: Running
  let port: UInt16

  /// What pages are told beside their text.
  struct State: Decodable {
    struct Block: Decodable {
      let id: String
      let step, total: Int
      let pictures: [String]
    }

    let version: String
    let problems: [String]
    let running: Block?
    /// What blocks wait for.
    let waiting: String?
  }

  struct NoAddress: Error { let errors: String }
  struct StillWaiting: Error { let what: String }

  init(_ project: Scratch, _ arguments: [String] = ["--port", "0"]) throws {
    self.project = project
    running = try Running(["serve"] + arguments, in: project.root)
    try Process.endWithTests(running.identifier)
    running.waitForError(containing: "Ctrl-C ends it", seconds: 30 * Running.patience)
    guard let match = running.errors.firstMatch(of: #/http://127\.0\.0\.1:([0-9]+)//#),
      let port = UInt16(match.1)
    else { throw NoAddress(errors: running.errors) }
    self.port = port
  }

  deinit { if !hasEnded { _ = end(by: SIGINT) } }

  private var hasEnded = false

  /// Ends it by a signal.
  func end(by signal: Int32) -> Program.Outcome {
    hasEnded = true
    running.signal(signal)
    return running.wait(seconds: 30)
  }

  /// The address of a page.
  func address(of page: String) -> URL { URL(string: "http://127.0.0.1:\(port)/\(page)")! }

  /// Asks as a browser does for one of the server's own pages.
  func get(_ path: String) throws -> RawAnswer {
    try RawAnswer(
      to: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n", port: port)
  }

  /// A page's text.
  func page(_ name: String) throws -> String { try get("/\(name)").text }

  /// What pages are told at this moment.
  func state() throws -> State {
    try JSONDecoder().decode(State.self, from: try get("/.preview/state.json").body)
  }

  /// Waits until something is so; what still is not after two minutes of an idle machine fails the test.
  func wait(for what: String, _ isSo: () throws -> Bool) throws {
    let end = ContinuousClock.now + .seconds(12 * Running.patience)
    while try !isSo() {
      guard ContinuousClock.now < end else { throw StillWaiting(what: what) }
      usleep(20_000)
    }
  }

  /// Waits until a page contains a text.
  func wait(until name: String, contains text: String) throws {
    try wait(for: "'\(text)' in \(name)") { try page(name).contains(text) }
  }
}
