import Chapters

/// A part of the templates that Mustache writes out as one: a file, or a block that other templates may replace.
enum TemplatePart: Hashable {
  case file(String)
  case block(String)

  /// As messages name it.
  var name: String {
    switch self {
    case .file(let name): "\(name).mustache"
    case .block(let name): "{{$\(name)}}"
    }
  }
}

/// A tag that brings another part in.
struct TemplateInclusion {
  let container: TemplatePart
  let included: TemplatePart
  /// What the sections around it in its container are repeated for.
  let values: [String]
  let span: SourceSpan
}

/// The tags of a template that bring other parts in. They are read before Mustache's parser, which calls itself for
/// every section, sees the template.
struct TemplateTags {
  /// Levels of sections in one template.
  static let nestingLimit = 32

  /// The template's name.
  let name: String
  private(set) var inclusions: [TemplateInclusion] = []
  /// The values that it asks for.
  private(set) var mentions: [(names: [String], span: SourceSpan)] = []
  private(set) var mistakes: [Diagnostic] = []
  /// The bytes of each part's own text.
  private(set) var sizes: [TemplatePart: Int]
  /// What the sections of each part are repeated for.
  private(set) var values: [TemplatePart: Set<String>] = [:]
  /// The characters that may begin a tag.
  private(set) var beginnings: Set<Character> = []
  private var sections: [Section]

  private struct Section {
    let part: TemplatePart
    let start: String.Index
    /// What it is repeated for, if it is a list.
    let value: String?
    var delimiters = TemplateDelimiters()
  }

  init(of name: String, in file: SourceFile) {
    self.name = name
    sections = [Section(part: .file(name), start: file.text.startIndex, value: nil)]
    sizes = [.file(name): file.text.utf8.count]
    var scanner = TemplateScanner(file)
    while mistakes.isEmpty, let section = sections.last, let tag = scanner.next(between: section.delimiters) {
      beginnings.formUnion(section.delimiters.start.prefix(1))
      read(tag)
    }
    beginnings.formUnion(sections.flatMap { $0.delimiters.start.prefix(1) })
  }

  private var part: TemplatePart { sections[sections.count - 1].part }

  /// What the open sections of the part are repeated for.
  private var openValues: [String] {
    sections.reversed().prefix { $0.part == part }.compactMap(\.value)
  }

  private mutating func read(_ tag: TemplateTag) {
    if !tag.names.isEmpty { mentions.append((tag.names, tag.span)) }
    switch tag.text.first {
    case "#": open(part, tag, repeatedFor: tag.value)
    case "^": open(part, tag)
    case "$":
      include(.block(tag.name), tag)
      open(.block(tag.name), tag)
    case "/": close(tag)
    case ">": include(.file(tag.name), tag)
    case "<":
      include(.file(tag.name), tag)
      open(part, tag)
    case "=":
      if let delimiters = TemplateDelimiters(tag.text) { set(delimiters, tag) }
    default: break
    }
  }

  private mutating func include(_ part: TemplatePart, _ tag: TemplateTag) {
    guard case .file(let name) = part, name.hasPrefix("*") else {
      inclusions.append(
        TemplateInclusion(container: self.part, included: part, values: openValues, span: tag.span))
      return
    }
    mistakes.append(Diagnostic(TemplateMistake.nameNotWrittenOut(name), at: tag.span))
  }

  /// Mustache's parser goes back two characters from a section's end, which must not be before its beginning.
  private mutating func set(_ delimiters: TemplateDelimiters, _ tag: TemplateTag) {
    sections[sections.count - 1].delimiters = delimiters
    if delimiters.start.count < 2 {
      mistakes.append(Diagnostic(TemplateMistake.shortDelimiter, at: tag.span))
    }
  }

  private mutating func open(_ part: TemplatePart, _ tag: TemplateTag, repeatedFor value: String? = nil) {
    guard sections.count <= Self.nestingLimit else {
      mistakes.append(Diagnostic(TemplateMistake.nestedTooDeep(limit: Self.nestingLimit), at: tag.span))
      return
    }
    if let value {
      if openValues.contains(value) {
        mistakes.append(Diagnostic(TemplateMistake.nestedInItself(value), at: tag.span))
      }
      values[part, default: []].insert(value)
    }
    let delimiters = sections[sections.count - 1].delimiters
    sections.append(Section(part: part, start: tag.text.endIndex, value: value, delimiters: delimiters))
  }

  private mutating func close(_ tag: TemplateTag) {
    guard sections.count > 1, let section = sections.popLast(), section.part != part else { return }
    sizes[section.part, default: 0] += tag.text.base.utf8.distance(
      from: section.start, to: tag.text.startIndex)
  }
}
