import Foundation
import Testing

/// A page in a window of a Firefox, which shares neither storage nor history with others.
final class FirefoxPage: DrivenPage {
  private let firefox: Firefox
  private let reader: String
  private let window: String

  /// An empty page in the suite's Firefox, or in another.
  init(in other: Firefox? = nil, width: Int = 1280, height: Int = 900) throws {
    firefox = try #require(other ?? Firefox.ofSuite)
    reader = try #require(firefox.send("browser.createUserContext", [:])["userContext"] as? String)
    let made = try firefox.send("browsingContext.create", ["type": "tab", "userContext": reader])
    window = try #require(made["context"] as? String)
    try send("browsingContext.setViewport", ["viewport": ["width": width, "height": height]])
  }

  deinit { _ = try? firefox.send("browser.removeUserContext", ["userContext": reader]) }

  var complaints: [String] { firefox.complaints[window] ?? [] }
  /// The addresses of which a network, or the page itself, was asked.
  var requests: [String] { firefox.requests[window] ?? [] }

  @discardableResult private func send(_ method: String, _ parameters: [String: Any]) throws -> [String: Any]
  {
    try firefox.send(method, parameters.merging(["context": window]) { $1 })
  }

  /// Opens a page and waits until it has been loaded.
  func open(_ page: URL) throws {
    try send("browsingContext.navigate", ["url": page.absoluteString, "wait": "complete"])
  }

  /// Where pages run no scripts, in a realm of its own, where no promise is kept.
  @discardableResult func evaluate(_ expression: String) throws -> String {
    var parameters: [String: Any] = ["awaitPromise": firefox.hasScript, "target": ["context": window]]
    if firefox.hasScript {
      parameters["expression"] = "(async () => String(await (\(expression))))()"
    } else {
      parameters["expression"] = "String(\(expression))"
      parameters["target"] = ["context": window, "sandbox": "test"]
    }
    let answer = try firefox.send("script.evaluate", parameters)
    if let exception = answer["exceptionDetails"] as? [String: Any] {
      throw Firefox.Failed(message: "\(expression): \(exception["text"] ?? exception)")
    }
    return (answer["result"] as? [String: Any])?["value"] as? String ?? ""
  }

  func press(_ key: String) throws {
    let codes = [
      "Enter": "\u{E007}", "Escape": "\u{E00C}", "End": "\u{E010}", "Home": "\u{E011}",
      "ArrowLeft": "\u{E012}", "ArrowUp": "\u{E013}", "ArrowRight": "\u{E014}", "ArrowDown": "\u{E015}",
    ]
    let actions = ["keyDown", "keyUp"].map { ["type": $0, "value": codes[key] ?? key] }
    try act(["type": "key", "id": "keyboard", "actions": actions])
  }

  func click(atX x: Double, y: Double) throws {
    try point(x, y, then: ["pointerDown", "pointerUp"])
  }

  /// Moves the pointer to a share of an element's width, in the middle of its height.
  func hover(_ selector: String, at share: Double = 0.5) throws {
    let place = try place(in: selector, share)
    try point(place.x, place.y, then: [])
  }

  /// Moves the pointer to a place in the window.
  func hover(atX x: Double, y: Double) throws { try point(x, y, then: []) }

  private func point(_ x: Double, _ y: Double, then presses: [String]) throws {
    let move: [String: Any] = ["type": "pointerMove", "x": x, "y": y]
    let actions = [move] + presses.map { ["type": $0, "button": 0] }
    try act(["type": "pointer", "id": "mouse", "actions": actions])
  }

  private func act(_ source: [String: Any]) throws { try send("input.performActions", ["actions": [source]]) }

  /// What an element in the window looks like, as a PNG.
  func picture(of selector: String) throws -> Data {
    let box = try evaluate(
      """
      (() => {
        const box = document.querySelector(\(Self.quoted(selector))).getBoundingClientRect();
        return [box.x, box.y, box.width, box.height];
      })()
      """
    ).split(separator: ",").compactMap { Double($0) }
    try #require(box.count == 4)
    let clip: [String: Any] = ["type": "box", "x": box[0], "y": box[1], "width": box[2], "height": box[3]]
    let answer = try send("browsingContext.captureScreenshot", ["clip": clip])
    return try #require(Data(base64Encoded: answer["data"] as? String ?? ""))
  }
}
