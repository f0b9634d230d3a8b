import Foundation
import TestSupport
import Testing

/// A headless Firefox that is driven by WebDriver BiDi; it reaches no network, and ends with its last reference.
/// The tests of browsers run one after another, so that no two threads drive it at once.
final class Firefox: @unchecked Sendable {
  private let process = Process()
  private let home: Scratch
  private let socket: WebSocket
  private var count = 0
  /// Whether pages may run scripts.
  let hasScript: Bool
  /// What was told so far, by windows: exceptions and what the console was told.
  private(set) var complaints: [String: [String]] = [:]
  /// The addresses of which a network, or the page itself, was asked; files are none of them.
  private(set) var requests: [String: [String]] = [:]

  struct Failed: Error { let message: String }

  /// The Firefox of the suite.
  @TaskLocal static var ofSuite: Firefox?

  init(hasScript: Bool = true) throws {
    self.hasScript = hasScript
    home = try Scratch()
    try home.write(Self.preferences(hasScript: hasScript), to: "profile/user.js")
    process.executableURL = URL(filePath: try #require(Tools.path("firefox-esr")))
    process.arguments = [
      "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", home.url("profile").path,
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["HOME": home.root.path, "MOZ_CRASHREPORTER_DISABLE": "1"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try process.endWithTests()
    socket = try Self.socket(in: home, of: process)
    try send("session.new", ["capabilities": [String: Any]()])
    try send("session.subscribe", ["events": ["log.entryAdded", "network.beforeRequestSent"]])
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)  // nothing of it is worth keeping
    process.waitUntilExit()
  }

  /// Settings of the profile: no script, if so wanted, nothing that moves, and a proxy that does not answer.
  private static func preferences(hasScript: Bool) -> String {
    let values: [String: any CustomStringConvertible] = [
      "javascript.enabled": hasScript, "ui.prefersReducedMotion": 1, "ui.systemUsesDarkTheme": 0,
      "network.proxy.type": 1, "network.proxy.http": "\"127.0.0.1\"", "network.proxy.http_port": 9,
      "network.proxy.ssl": "\"127.0.0.1\"", "network.proxy.ssl_port": 9,
    ]
    return values.sorted { $0.key < $1.key }.map { "user_pref(\"\($0)\", \($1));\n" }.joined()
  }

  /// A connection to a Firefox that has just been started, and writes into its profile where it will listen.
  private static func socket(in home: Scratch, of process: Process) throws -> WebSocket {
    let file = home.url("profile/WebDriverBiDiServer.json")
    let end = ContinuousClock.now + .seconds(30 * Running.patience)
    while process.isRunning, ContinuousClock.now < end {
      let place = (try? Data(contentsOf: file)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
      if let port = (place as? [String: Any])?["ws_port"] as? Int,
        let socket = try? WebSocket(port: UInt16(port), path: "/session")
      {
        return socket
      }
      usleep(20_000)
    }
    throw Failed(message: "firefox-esr does not listen")
  }

  /// Sends a command and waits for its answer.
  @discardableResult func send(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
    count += 1
    let command: [String: Any] = ["id": count, "method": method, "params": parameters]
    try socket.send(JSONSerialization.data(withJSONObject: command))
    while true {
      let answer = try JSONSerialization.jsonObject(with: socket.next()) as? [String: Any] ?? [:]
      note(answer)
      guard answer["id"] as? Int == count else { continue }
      if let error = answer["error"] {
        throw Failed(message: "\(method): \(error), \(answer["message"] ?? "")")
      }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  /// Keeps what an event tells.
  private func note(_ message: [String: Any]) {
    guard let details = message["params"] as? [String: Any] else { return }
    switch message["method"] as? String {
    case "log.entryAdded":
      let source = details["source"] as? [String: Any]
      complaints[source?["context"] as? String ?? "", default: []].append("\(details["text"] ?? details)")
    case "network.beforeRequestSent":
      let request = details["request"] as? [String: Any]
      requests[details["context"] as? String ?? "", default: []].append(request?["url"] as? String ?? "")
    default: break
    }
  }
}

/// Runs a suite with a Firefox that is started before its first test and ends after its last.
struct StartsFirefox: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing tests: @Sendable () async throws -> Void
  ) async throws {
    try await Firefox.$ofSuite.withValue(try Firefox()) { try await tests() }
  }
}

extension Trait where Self == StartsFirefox {
  /// One Firefox for all tests of the suite.
  static var startsFirefox: Self { StartsFirefox() }
}
