/// Turns the events of a fetch into text: a bar that redraws itself on a terminal, plain lines elsewhere.
public struct FetchProgressLine: Sendable {
  private static let barLength = 30

  private let isTerminal: Bool
  private let write: @Sendable (String) -> Void

  /// Text for a terminal or for a log, given to `write` piece by piece with its line ends.
  public init(isTerminal: Bool, write: @escaping @Sendable (String) -> Void) {
    (self.isTerminal, self.write) = (isTerminal, write)
  }

  /// Shows one event.
  public func report(_ event: FetchEvent) {
    let clear = isTerminal ? "\r\u{1b}[K" : ""
    switch event {
    case .trying(let source, let files): write("\(clear)asking \(source) for \(files.count) files\n")
    case .installed(let file): write("\(clear)\(file): in place\n")
    case .failed(let failure): write("\(clear)\(failure.source): \(failure.reason)\n")
    case .receiving(let file, let byteCount, let total):
      if isTerminal { write("\(clear)\(bar(byteCount, of: total)) \(file)") }
    }
  }

  private func bar(_ byteCount: Int, of total: Int) -> String {
    let share = total > 0 ? min(Double(byteCount) / Double(total), 1) : 0
    let filled = Int(share * Double(Self.barLength))
    let blanks = String(repeating: " ", count: Self.barLength - filled)
    let percent = String(Int(share * 100))
    let padding = String(repeating: " ", count: 3 - percent.count)
    return "[\(String(repeating: "#", count: filled))\(blanks)] \(padding)\(percent)%"
  }
}
