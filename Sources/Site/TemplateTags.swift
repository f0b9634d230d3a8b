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
  let span: SourceSpan
}

/// The tags of a template that bring other parts in. They are read before Mustache's parser, which calls itself for
/// every section, sees the template.
struct TemplateTags {
  /// Levels of sections in one template.
  static let nestingLimit = 32

  private(set) var inclusions: [TemplateInclusion] = []
  private(set) var mistakes: [Diagnostic] = []
  /// The bytes of each part's own text.
  private(set) var sizes: [TemplatePart: Int]
  /// The characters that may begin a tag.
  private(set) var beginnings: Set<Character> = []
  private var sections: [Section]

  private struct Section {
    let part: TemplatePart
    let start: String.Index
    var delimiters = TemplateDelimiters()
  }

  init(of name: String, in file: SourceFile) {
    sections = [Section(part: .file(name), start: file.text.startIndex)]
    sizes = [.file(name): file.text.utf8.count]
    var scanner = TemplateScanner(file)
    while mistakes.isEmpty, let section = sections.last, let tag = scanner.next(between: section.delimiters) {
      beginnings.formUnion(section.delimiters.start.prefix(1))
      read(tag)
    }
    beginnings.formUnion(sections.flatMap { $0.delimiters.start.prefix(1) })
  }

  private var part: TemplatePart { sections[sections.count - 1].part }

  private mutating func read(_ tag: TemplateTag) {
    switch tag.text.first {
    case "#", "^": open(part, tag)
    case "$":
      include(.block(tag.name), tag)
      open(.block(tag.name), tag)
    case "/": close(tag)
    case ">": include(.file(tag.name), tag)
    case "<":
      include(.file(tag.name), tag)
      open(part, tag)
    case "=":
      if let delimiters = TemplateDelimiters(tag.text) {
        sections[sections.count - 1].delimiters = delimiters
      }
    default: break
    }
  }

  private mutating func include(_ part: TemplatePart, _ tag: TemplateTag) {
    guard case .file(let name) = part, name.hasPrefix("*") else {
      inclusions.append(TemplateInclusion(container: self.part, included: part, span: tag.span))
      return
    }
    mistakes.append(Diagnostic(TemplateMistake.nameNotWrittenOut(name), at: tag.span))
  }

  private mutating func open(_ part: TemplatePart, _ tag: TemplateTag) {
    guard sections.count <= Self.nestingLimit else {
      mistakes.append(Diagnostic(TemplateMistake.nestedTooDeep(limit: Self.nestingLimit), at: tag.span))
      return
    }
    let delimiters = sections[sections.count - 1].delimiters
    sections.append(Section(part: part, start: tag.text.endIndex, delimiters: delimiters))
  }

  private mutating func close(_ tag: TemplateTag) {
    guard sections.count > 1, let section = sections.popLast(), section.part != part else { return }
    sizes[section.part, default: 0] += tag.text.base.utf8.distance(
      from: section.start, to: tag.text.startIndex)
  }
}
