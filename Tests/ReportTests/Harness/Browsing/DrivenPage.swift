/// A page in a browser, whatever protocol drives it.
protocol DrivenPage {
  /// Exceptions, and what the console and the browser's log were told.
  var complaints: [String] { get }

  /// What an expression is worth, as text; it may be a promise.
  @discardableResult func evaluate(_ expression: String) throws -> String
  /// Presses and lets go of a key, by the name that events call it.
  func press(_ key: String) throws
  /// Clicks a place in the window.
  func click(atX x: Double, y: Double) throws
}

extension DrivenPage {
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

  /// Gives an element the focus.
  func focus(_ selector: String) throws {
    try evaluate("document.querySelector(\(Self.quoted(selector))).focus()")
  }

  /// Types a text.
  func type(_ text: String) throws { for letter in text { try press(String(letter)) } }

  /// Clicks an element's middle.
  func click(_ selector: String) throws {
    let place = try place(in: selector)
    try click(atX: place.x, y: place.y)
  }

  /// The place of a share of an element's width, in the middle of its height, scrolled into view.
  func place(in selector: String, _ share: Double = 0.5) throws -> (x: Double, y: Double) {
    let found = try evaluate(
      """
      (() => {
        const element = document.querySelector(\(Self.quoted(selector)));
        element.scrollIntoView({ block: "center", behavior: "instant" });
        const box = element.getBoundingClientRect();
        return [box.x + \(share) * box.width, box.y + box.height / 2];
      })()
      """
    ).split(separator: ",").compactMap { Double($0) }
    guard found.count == 2 else { throw NoPlace(selector: selector) }
    return (found[0], found[1])
  }

  /// A text as a script writes it.
  static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\\\""))\"" }
}

/// An element that is to be pointed at is not in the page.
struct NoPlace: Error { let selector: String }
