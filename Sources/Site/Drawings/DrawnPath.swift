/// A path of a plot's drawing, on a line of its own.
struct DrawnPath {
  /// Its classes, the first the colour of a series or what it is part of.
  let classes: [Substring]
  /// Its coordinates: absolute, with a decimal at the most.
  let text: Substring

  /// - Parameter line: such as `<path class="c1 raw" d="M84 117.4 84.7 132.9"/>`, for any other nil.
  init?(_ line: Substring) {
    guard line.utf8.starts(with: "<path class=".utf8) else { return nil }
    let parts = line.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).map {
      Substring($0)
    }
    guard parts.count == 5, parts[0] == "<path class=", parts[2] == " d=", parts[4] == "/>" else {
      return nil
    }
    (classes, text) = (parts[1].split(separator: " "), parts[3])
  }

  /// Whether it stands for its series in the legend.
  var isMark: Bool { text.utf8.contains(UInt8(ascii: "m")) }

  /// The places, in tenths: runs of a line, or dots one by one; nil where there is more than these in the path.
  private var runs: [[(x: Int, y: Int)]]? {
    var runs: [[(x: Int, y: Int)]] = []
    for run in text.utf8.split(separator: UInt8(ascii: "M")) {
      let places = run.suffix(2).elementsEqual("h0".utf8) ? run.dropLast(2) : run
      let numbers = places.split(separator: UInt8(ascii: " "))
      let tenths = numbers.compactMap { Self.tenths(Substring($0)) }
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
    let (point, digits) = (UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"))
    var (text, last) = ("", "")
    for word in words {
      let first = word.utf8.first ?? 0
      let isApart = first == UInt8(ascii: "-") || (first == point && last.utf8.contains(point))
      let isNumber = first == point || digits.contains(first) || first == UInt8(ascii: "-")
      let follows = last.utf8.last.map(digits.contains) == true && isNumber
      if follows, !isApart { text += " " }
      text += word
      last = word
    }
    return text
  }
}
