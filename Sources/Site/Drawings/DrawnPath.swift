/// A path of a plot's drawing, on a line of its own.
struct DrawnPath {
  /// Its classes, the first the colour of a series or what it is part of.
  let classes: [Substring]
  /// Its coordinates: absolute, with a decimal at the most.
  let text: Substring

  /// - Parameter line: such as `<path class="c1 raw" d="M84 117.4 84.7 132.9"/>`, for any other nil.
  init?(_ line: Substring) {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "<path class=", parts[2] == " d=", parts[4] == "/>" else {
      return nil
    }
    (classes, text) = (parts[1].split(separator: " "), parts[3])
  }

  /// Whether it stands for its series in the legend.
  var isMark: Bool { text.contains("m") }

  /// The places, in tenths: runs of a line, or dots one by one; nil where there is more than these in the path.
  private var runs: [[(x: Int, y: Int)]]? {
    var runs: [[(x: Int, y: Int)]] = []
    for run in text.split(separator: "M") {
      let numbers = (run.hasSuffix("h0") ? run.dropLast(2) : run).split(separator: " ")
      let tenths = numbers.compactMap(Self.tenths)
      guard tenths.count == numbers.count, tenths.count % 2 == 0, !tenths.isEmpty else { return nil }
      runs.append(stride(from: 0, to: tenths.count, by: 2).map { (tenths[$0], tenths[$0 + 1]) })
    }
    return runs
  }

  /// The same path with each place told by its distance from the one before; as it is where it has more than places.
  var shortened: String {
    guard let runs else { return String(text) }
    let isDots = text.hasSuffix("h0")
    return runs.map { run in
      var words = ["M", Self.decimal(run[0].x), Self.decimal(run[0].y)]
      if run.count > 1 { words.append("l") }
      for (last, next) in zip(run, run.dropFirst()) {
        words += [Self.decimal(next.x - last.x), Self.decimal(next.y - last.y)]
      }
      return Self.joined(words) + (isDots ? "h0" : "")
    }.joined()
  }

  /// What leads from dot to dot, or a stroke for the legend; nil for a lone dot.
  var dashes: String? {
    if isMark { return text.prefix { $0 != "m" } + "h24" }
    guard let dots = runs?.joined(), dots.count > 1 else { return nil }
    let places = dots.map { "\(Self.decimal($0.x)) \(Self.decimal($0.y))" }
    return "M" + places.joined(separator: " ")
  }

  private static func tenths(_ text: Substring) -> Int? { Double(text).map { Int(($0 * 10).rounded()) } }

  /// Tenths as a decimal without needless zeros.
  private static func decimal(_ tenths: Int) -> String {
    let (whole, tenth) = (abs(tenths) / 10, abs(tenths) % 10)
    let sign = tenths < 0 ? "-" : ""
    if tenth == 0 { return "\(sign)\(whole)" }
    return whole == 0 ? "\(sign).\(tenth)" : "\(sign)\(whole).\(tenth)"
  }

  /// Commands and numbers with a blank only where one would run into the next.
  private static func joined(_ words: [String]) -> String {
    var (text, last) = ("", "")
    for word in words {
      let isApart = word.first == "-" || (word.first == "." && last.contains("."))
      let follows = last.last?.isNumber == true && word.first?.isLetter != true
      if follows, !isApart { text += " " }
      text += word
      last = word
    }
    return text
  }
}
