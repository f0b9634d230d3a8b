import Foundation
import Testing

// What a reader does.
extension Browser {
  /// What an expression is worth, as text; it may be a promise.
  @discardableResult func evaluate(_ expression: String) throws -> String {
    let answer = try send(
      "Runtime.evaluate",
      [
        "expression": "(async () => String(await (\(expression))))()", "awaitPromise": true,
        "returnByValue": true,
      ])
    if let exception = answer["exceptionDetails"] { throw Failed(message: "\(expression): \(exception)") }
    return (answer["result"] as? [String: Any])?["value"] as? String ?? ""
  }

  /// Waits until an expression is true; one that is still false after two minutes fails the test.
  func wait(for expression: String) throws {
    try evaluate(
      """
      new Promise((resolve, reject) => {
        const end = Date.now() + 120000;
        const ask = () => (\(expression)) ? resolve() : Date.now() > end ? reject(new Error("still false")) : setTimeout(ask, 20);
        ask();
      })
      """)
  }

  /// The text of the first element that a selector finds; nothing if there is none.
  func text(of selector: String) throws -> String {
    try evaluate("document.querySelector(\(Self.quoted(selector)))?.textContent ?? ''")
  }

  /// Presses and lets go of a key.
  func press(_ key: String) throws {
    let codes = [
      "Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38,
      "ArrowRight": 39, "ArrowDown": 40, "Tab": 9,
    ]
    var event: [String: Any] = ["key": key, "windowsVirtualKeyCode": codes[key] ?? 0]
    for type in ["keyDown", "keyUp"] {
      event["type"] = type
      event["text"] = type == "keyUp" ? nil : key.count == 1 ? key : key == "Enter" ? "\r" : nil
      try send("Input.dispatchKeyEvent", event)
    }
  }

  /// Types a text.
  func type(_ text: String) throws { for letter in text { try press(String(letter)) } }

  /// The middle of an element, scrolled into view.
  private func middle(of selector: String) throws -> [Double] {
    let found = try evaluate(
      """
      (() => {
        const element = document.querySelector(\(Self.quoted(selector)));
        element.scrollIntoView({ block: "center" });
        const box = element.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """)
    return found.split(separator: ",").compactMap { Double($0) }
  }

  /// Clicks an element's middle.
  func click(_ selector: String) throws {
    let place = try middle(of: selector)
    for type in ["mouseMoved", "mousePressed", "mouseReleased"] {
      try send(
        "Input.dispatchMouseEvent",
        [
          "type": type, "x": place[0], "y": place[1], "clickCount": 1,
          "button": type == "mouseMoved" ? "none" : "left",
        ])
    }
  }

  /// Touches an element's middle.
  func tap(_ selector: String) throws {
    let place = try middle(of: selector)
    try send(
      "Input.dispatchTouchEvent", ["type": "touchStart", "touchPoints": [["x": place[0], "y": place[1]]]])
    try send("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": [Any]()])
  }

  /// What an element looks like, as a PNG. The browser counts from the page's beginning, not from the window's.
  func picture(of selector: String) throws -> Data {
    let box = try evaluate(
      """
      (() => {
        const box = document.querySelector(\(Self.quoted(selector))).getBoundingClientRect();
        return [box.x + scrollX, box.y + scrollY, box.width, box.height];
      })()
      """
    ).split(separator: ",").compactMap { Double($0) }
    let clip: [String: Any] = ["x": box[0], "y": box[1], "width": box[2], "height": box[3], "scale": 1]
    let answer = try send("Page.captureScreenshot", ["format": "png", "clip": clip])
    return try #require(Data(base64Encoded: answer["data"] as? String ?? ""))
  }

  private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\\\""))\"" }
}
