/// The characters of a leaf block, without the marks of the quotations and lists around it.
struct LeafText {
  /// All lines, joined by line ends.
  let scalars: [Unicode.Scalar]
  /// Where each line begins among the scalars.
  let starts: [Int]
  /// The lines, and what was cut off before each.
  let lines: [SourceLine]
  let prefixes: [String]

  init(_ lines: [SourceLine], prefixes: [String]) {
    (self.lines, self.prefixes) = (lines, prefixes)
    var (scalars, starts): ([Unicode.Scalar], [Int]) = ([], [])
    for line in lines {
      if !starts.isEmpty { scalars.append("\n") }
      starts.append(scalars.count)
      scalars += line.text.unicodeScalars
    }
    (self.scalars, self.starts) = (scalars, starts)
  }

  /// The lines of a block of a text.
  init(_ block: LeafBlock, of lines: ArraySlice<SourceLine>) {
    var (rests, prefixes): ([SourceLine], [String]) = ([], [])
    for (index, line) in lines.enumerated() {
      let count =
        index == 0
        ? String(decoding: line.text.utf8.prefix(block.start), as: UTF8.self).unicodeScalars.count
        : Self.containerLength(line.text, quotations: block.quotations)
      rests.append(line.dropping(count))
      prefixes.append(String(line.text.unicodeScalars.prefix(count)))
    }
    self.init(rests, prefixes: prefixes)
  }

  /// One line without anything around it.
  init(_ line: SourceLine) { self.init([line], prefixes: [""]) }

  /// Whether its places are exact.
  var isOfFile: Bool { if case .file = lines[0].origin { true } else { false } }

  /// Some of the lines.
  func lines(_ range: Range<Int>) -> LeafText {
    LeafText(Array(lines[range]), prefixes: Array(prefixes[range]))
  }

  /// The place of a scalar.
  func span(at index: Int, length: Int = 1) -> SourceSpan {
    let line = lineIndex(of: index)
    return lines[line].span(at: index - starts[line], length: length)
  }

  /// The line in which a scalar stands.
  func lineIndex(of index: Int) -> Int {
    var range = 0..<starts.count
    while range.count > 1 {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = starts[middle] <= index ? middle..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  /// How much of a further line belongs to the quotations and lists around it.
  private static func containerLength(_ line: String, quotations: Int) -> Int {
    var (length, left) = (0, quotations)
    for scalar in line.unicodeScalars {
      if scalar == ">", left > 0 { left -= 1 } else if scalar != " " && scalar != "\t" { break }
      length += 1
    }
    return length
  }
}
