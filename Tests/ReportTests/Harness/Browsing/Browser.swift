import Foundation
import TestSupport
import Testing

/// A page in a headless Chromium that is driven over its debugging pipe, with real keys and a real pointer.
final class Browser {
  private let process = Process()
  private let home: Scratch
  private let input, output: FileHandle
  private var unread = Data()
  private var session: String?
  private var count = 0
  /// Exceptions, and what the console and the browser's log were told.
  private(set) var complaints: [String] = []
  /// The addresses that the page asked for.
  private(set) var requests: [String] = []
  /// Whose load event was the last.
  private var loaded: String?

  struct Failed: Error { let message: String }

  /// How many seconds a browser lives.
  private static let longest = 600.0

  /// Opens an empty page.
  ///
  /// - Parameter moves: whether the reader likes things to move.
  init(
    width: Int = 1280, height: Int = 900, isDark: Bool = false, hasScript: Bool = true, moves: Bool = false
  ) throws {
    let home = try Scratch()
    self.home = home
    let pipes = ["in", "out"].map { home.url($0).path }
    for pipe in pipes { try #require(mkfifo(pipe, 0o600) == 0) }
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "exec \"$0\" \"$@\" 3<\(pipes[0]) 4>\(pipes[1])", try #require(Tools.path("chromium")),
      "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
      "--user-data-dir=\(home.url("profile").path)", "--window-size=\(width),\(height)",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // One that no longer answers ends, and its test fails.
    let browser = process
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.longest) {
      if browser.isRunning { kill(browser.processIdentifier, SIGKILL) }
    }
    // In the shell's order: each end waits for the other.
    input = try FileHandle(forWritingTo: URL(filePath: pipes[0]))
    output = try FileHandle(forReadingFrom: URL(filePath: pipes[1]))
    let page = try send("Target.createTarget", ["url": "about:blank"])["targetId"]
    session =
      try send("Target.attachToTarget", ["targetId": try #require(page), "flatten": true])["sessionId"]
      as? String
    for domain in ["Page", "Runtime", "Log", "Network"] { try send("\(domain).enable") }
    try send("Page.setLifecycleEventsEnabled", ["enabled": true])
    try send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    try send(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"],
          ["name": "prefers-reduced-motion", "value": moves ? "no-preference" : "reduce"],
        ]
      ])
    if !hasScript { try send("Emulation.setScriptExecutionDisabled", ["value": true]) }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// Sends a command and waits for its answer.
  @discardableResult func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    count += 1
    var message: [String: Any] = ["id": count, "method": method, "params": parameters]
    message["sessionId"] = session
    try input.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let answer = try next()
      guard answer["id"] as? Int == count else { continue }
      if let error = answer["error"] { throw Failed(message: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  /// The next message; those that tell of something are noted.
  private func next() throws -> [String: Any] {
    while true {
      if let end = unread.firstIndex(of: 0) {
        let message = try JSONSerialization.jsonObject(with: unread[..<end]) as? [String: Any] ?? [:]
        unread = Data(unread[unread.index(after: end)...])
        note(message)
        return message
      }
      let more = output.availableData
      guard !more.isEmpty else { throw Failed(message: "the browser has ended") }
      unread += more
    }
  }

  private func note(_ message: [String: Any]) {
    let details = message["params"] as? [String: Any] ?? [:]
    switch message["method"] as? String {
    case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded":
      complaints.append("\(details)")
    case "Network.requestWillBeSent":
      requests.append((details["request"] as? [String: Any])?["url"] as? String ?? "")
    case "Page.lifecycleEvent" where details["name"] as? String == "load":
      loaded = details["loaderId"] as? String
    default: break
    }
  }

  /// Opens a page in a further tab, with a script that runs before the page's own.
  func openBeside(_ page: URL, running script: String) throws {
    let own = session
    defer { session = own }
    session = nil
    let tab = try send("Target.createTarget", ["url": "about:blank"])["targetId"]
    session =
      try send("Target.attachToTarget", ["targetId": try #require(tab), "flatten": true])["sessionId"]
      as? String
    try send("Page.enable")
    try send("Page.addScriptToEvaluateOnNewDocument", ["source": script])
    try send("Page.navigate", ["url": page.absoluteString])
    try wait(for: "location.href === '\(page.absoluteString)' && document.readyState === 'complete'")
  }

  /// Opens a page and waits until it has been loaded.
  func open(_ page: URL) throws {
    let loader = try send("Page.navigate", ["url": page.absoluteString])["loaderId"] as? String
    while loaded != loader { _ = try next() }
  }
}
