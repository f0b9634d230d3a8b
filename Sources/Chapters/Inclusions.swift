/// The files that a chapter includes, each by a line `{{< include name.md >}}`; their lines keep their own places.
public struct Inclusions {
  /// Reads a file by its path in the report's folder: nil where there is none that may be read.
  public typealias Reader = (String) throws -> SourceFile?

  /// How deep files may include each other, and how many lines a chapter may have with them.
  private static let (deepest, longest) = (8, 200_000)

  private let read: Reader
  /// The files that were read, by their names.
  private var files: [String: SourceFile] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ read: @escaping Reader) { self.read = read }

  /// The lines, with those of included files in the places of the lines that name them.
  mutating func expanded(_ lines: [SourceLine], of file: SourceFile) -> [SourceLine] {
    expanded(lines, within: [file.path])
  }

  private mutating func expanded(_ lines: [SourceLine], within files: [String]) -> [SourceLine] {
    guard lines.contains(where: { Self.target(of: $0.text) != nil }) else { return lines }
    let code = BlockStructure(lines.map(\.text).joined(separator: "\n")).code
    var result: [SourceLine] = []
    for (index, line) in lines.enumerated() {
      guard let name = Self.target(of: line.text), !code.contains(index) else {
        result.append(line)
        continue
      }
      let column = line.text.range(of: name).map { line.text[..<$0.lowerBound].unicodeScalars.count } ?? 0
      let span = line.span(at: column, length: name.unicodeScalars.count)
      do {
        let file = try file(name, within: files, lines: result.count, at: span)
        result += expanded(SourceLine.lines(of: file), within: files + [file.path])
      } catch {
        diagnostics += Diagnostics(error).all
        result.append(line.blank)
      }
    }
    return result
  }

  private mutating func file(
    _ name: String, within outer: [String], lines: Int, at span: SourceSpan
  ) throws -> SourceFile {
    guard let file = try files[name] ?? read(name) else {
      throw Diagnostic(InclusionMistake.missing(name), at: span)
    }
    files[name] = file
    guard !outer.contains(file.path) else { throw Diagnostic(InclusionMistake.circle(name), at: span) }
    guard outer.count < Self.deepest, lines + file.lines.count < Self.longest else {
      throw Diagnostic(InclusionMistake.tooMuch(deepest: Self.deepest, longest: Self.longest), at: span)
    }
    return file
  }

  private static func target(of line: String) -> String? {
    guard line.hasPrefix("{{<") else { return nil }
    return line.wholeMatch(of: #/\{\{<\s*include\s+["']?([^"'\s>]+)["']?\s*>\}\}\s*/#).map { String($0.1) }
  }
}

/// What can be wrong with a file that a chapter includes.
enum InclusionMistake: Complaint, Equatable {
  case missing(String)
  case circle(String)
  case tooMuch(deepest: Int, longest: Int)

  /// What is wrong.
  var message: String {
    switch self {
    case .missing(let name): "the included file '\(name)' does not exist in the report's folder"
    case .circle(let name): "'\(name)' includes itself"
    case .tooMuch(let deepest, let longest):
      "files are included more than \(deepest) deep, or have more than \(longest) lines together"
    }
  }

  /// What to do about it.
  var help: String? {
    switch self {
    case .missing: "give its path from the folder of report.yml, such as _notation.md"
    case .circle: "remove one of the lines"
    case .tooMuch: "split the chapter in two"
    }
  }
}
