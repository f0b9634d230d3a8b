import Foundation
import Testing

// What a reader does with more than a click.
extension Browser {
  /// The place of a share of an element's width as events name it.
  private func point(in selector: String, _ share: Double) throws -> [String: Double] {
    let place = try place(in: selector, share)
    return ["x": place.x, "y": place.y]
  }

  private func mouse(_ type: String, _ point: [String: Double], clicks: Int = 1, isHeld: Bool = false) throws
  {
    let more: [String: Any] = [
      "type": type, "clickCount": clicks, "button": type == "mouseMoved" && !isHeld ? "none" : "left",
      "buttons": isHeld ? 1 : 0,
    ]
    try send("Input.dispatchMouseEvent", more.merging(point) { $1 })
  }

  /// Drags from one share of an element's width to another.
  func drag(_ selector: String, from start: Double, to end: Double) throws {
    let from = try point(in: selector, start)
    try mouse("mouseMoved", from)
    try mouse("mousePressed", from, isHeld: true)
    for step in 1...4 {
      let share = start + (end - start) * Double(step) / 4
      try mouse("mouseMoved", point(in: selector, share), isHeld: true)
    }
    try mouse("mouseReleased", point(in: selector, end))
  }

  /// Clicks twice on an element's middle.
  func doubleClick(_ selector: String) throws {
    let middle = try point(in: selector, 0.5)
    for clicks in 1...2 {
      try mouse("mousePressed", middle, clicks: clicks, isHeld: true)
      try mouse("mouseReleased", middle, clicks: clicks)
    }
  }

  /// Puts two fingers on shares of an element's width and moves them to others.
  func pinch(_ selector: String, from start: (Double, Double), to end: (Double, Double)) throws {
    for (type, shares) in [("touchStart", start), ("touchMove", end)] {
      let points = try [shares.0, shares.1].map { try point(in: selector, $0) }
      try send("Input.dispatchTouchEvent", ["type": type, "touchPoints": points])
    }
    try send("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": [Any]()])
  }
}
