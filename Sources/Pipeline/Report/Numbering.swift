import Chapters
import Figures

/// What a number in the text points at.
public struct Numbered: Sendable, Equatable {
  /// What kind of thing it is, as the reference says it.
  public enum Kind: Sendable { case figure, table, equation, section }

  /// Figure, table, equation or section.
  public let kind: Kind
  /// The chapter's number, from 1.
  public let chapter: Int
  /// The count of its kind in its chapter, from 1.
  public let count: Int
  /// The name of the chapter it stands in.
  public let page: String
  /// 'Figure', in the report's language.
  let word: String
  /// The heading of a section.
  let heading: String?

  /// 'Figure 2.3', 'Section "Setup"'.
  public var label: String { heading.map { "\(word) “\($0)”" } ?? "\(word) \(number)" }
  /// '2.3'.
  public var number: String { "\(chapter).\(count)" }
}

/// The numbers of figures, tables and labelled equations, counted by chapter in reading order, and the sections with an id.
public struct Numbering: Sendable {
  private let numbers: [String: Numbered]
  /// The numbers of tables in the text, by chapter and by their place in it.
  private let tables: [String: [Numbered?]]

  /// Counts through chapters.
  public init(_ chapters: [Chapter], blocks: [DecodedBlock], words: PageWords) {
    let shows = Dictionary(blocks.map { ($0.id, $0.shows) }, uniquingKeysWith: { first, _ in first })
    var numbers: [String: Numbered] = [:]
    var tables: [String: [Numbered?]] = [:]
    for (index, chapter) in chapters.enumerated() {
      var counter = Counter(chapter: index + 1, page: chapter.name, words: words)
      for thing in chapter.numberedThings {
        switch thing {
        case .block(let id): numbers[id] = counter.next(shows[id] == .table ? .table : .figure)
        case .equation(let id): numbers[id] = counter.next(.equation)
        case .table(let table):
          let number = table.isNumbered ? counter.next(.table) : nil
          tables[chapter.name, default: []].append(number)
          if let id = table.id { numbers[id] = number }
        case .section(let id, let heading): numbers[id] = counter.next(.section, heading: heading)
        }
      }
    }
    (self.numbers, self.tables) = (numbers, tables)
  }

  /// The number of a block, an equation, a table or a section.
  public subscript(id: String) -> Numbered? { numbers[id] }

  /// The number of a table in a chapter's text; nil without a caption.
  public func number(ofTable index: Int, in chapter: String) -> Numbered? {
    tables[chapter].flatMap { $0.indices.contains(index) ? $0[index] : nil }
  }
}

private struct Counter {
  let chapter: Int
  let page: String
  let words: PageWords
  private var counts: [Numbered.Kind: Int] = [:]

  init(chapter: Int, page: String, words: PageWords) {
    (self.chapter, self.page, self.words) = (chapter, page, words)
  }

  mutating func next(_ kind: Numbered.Kind, heading: String? = nil) -> Numbered {
    counts[kind, default: 0] += 1
    return Numbered(
      kind: kind, chapter: chapter, count: counts[kind] ?? 0, page: page, word: words[kind.key],
      heading: heading)
  }
}

extension Numbered.Kind {
  fileprivate var key: PageWords.Key {
    switch self {
    case .figure: .figure
    case .table: .table
    case .equation: .equation
    case .section: .section
    }
  }
}
