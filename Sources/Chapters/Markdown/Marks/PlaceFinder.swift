/// Finds in the file what cmark tells only the line of: links' targets, tags of HTML. They are asked for in reading order,
/// and each is looked for behind the one before.
struct PlaceFinder {
  /// How many bytes behind the last place are looked at: a target may be spelled otherwise in the text.
  private static let reach = 4000

  private let lines: [SourceLine]
  private var file: SourceFile?
  /// Where the search goes on, and its line from there on.
  private var cursor = SourcePosition(line: 0, column: 1)
  private var rest: Substring = ""
  /// What was not found from the cursor on.
  private var missed: Set<String> = []

  init(_ lines: [SourceLine]) { self.lines = lines }

  /// The place of a node's text; where it is spelled otherwise, that of its line.
  mutating func span(of node: CMarkNode, beginning start: String) -> SourceSpan {
    var (block, line) = (node, node.lines.lowerBound)
    while !block.isBlock, let parent = block.parent { block = parent }
    line = max(line, block.lines.lowerBound)
    guard lines.indices.contains(line) else { return lines[0].span(at: 0) }
    guard case .file(let file, let number, let column) = lines[line].origin else {
      return lines[line].span(at: 0)
    }
    move(to: number + 1, column, of: file)
    return next(start, in: file) ?? lines[line].span(at: 0)
  }

  private mutating func move(to line: Int, _ column: Int, of file: SourceFile) {
    let isBefore = self.file?.path == file.path && cursor.line == line && cursor.column > column
    let isFurther = self.file?.path == file.path && cursor.line > line && cursor.line < line + 40
    guard !isBefore, !isFurther else { return }
    (self.file, missed) = (file, [])
    let text = file.line(line) ?? ""
    let start = max(0, column)
    rest = Substring(text.unicodeScalars.dropFirst(start))
    cursor = SourcePosition(line: line, column: start + 1)
  }

  private mutating func next(_ start: String, in file: SourceFile) -> SourceSpan? {
    let length = start.unicodeScalars.count
    var (position, text, left) = (cursor, rest, missed.contains(start) ? 0 : Self.reach)
    while left > 0, !start.isEmpty {
      if let found = text.utf8.prefix(left).firstRange(of: start.utf8) {
        position.column += text[..<found.lowerBound].unicodeScalars.count
        cursor = SourcePosition(line: position.line, column: position.column + length)
        (rest, missed) = (text[found.upperBound...], [])
        return SourceSpan(file, at: position, length: length)
      }
      left -= text.utf8.count + 1
      position = SourcePosition(line: position.line + 1, column: 1)
      guard let next = file.line(position.line) else { break }
      text = next
    }
    missed.insert(start)
    return nil
  }
}
