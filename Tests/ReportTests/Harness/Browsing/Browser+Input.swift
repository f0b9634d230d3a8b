import Foundation
import Testing

// What a reader does.
extension Browser: DrivenPage {
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

  /// Waits until an expression is true where the page may be loaded anew meanwhile.
  func waitAcrossLoads(for expression: String) throws {
    let end = ContinuousClock.now + .seconds(12 * Running.patience)
    while (try? evaluate(expression)) != "true" {
      guard ContinuousClock.now < end else { throw Failed(message: "still false: \(expression)") }
      usleep(20_000)
    }
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

  /// Clicks a place in the window.
  func click(atX x: Double, y: Double) throws {
    for type in ["mouseMoved", "mousePressed", "mouseReleased"] {
      try send(
        "Input.dispatchMouseEvent",
        [
          "type": type, "x": x, "y": y, "clickCount": 1,
          "button": type == "mouseMoved" ? "none" : "left",
        ])
    }
  }

  /// Touches an element's middle.
  func tap(_ selector: String) throws {
    let place = try place(in: selector)
    try send(
      "Input.dispatchTouchEvent", ["type": "touchStart", "touchPoints": [["x": place.x, "y": place.y]]])
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
}
