import Chapters
import Figures

/// What a number in the text points at.
public struct Numbered: Sendable, Equatable {
  /// What kind of thing it is, as the reference says it.
  public enum Kind: String, Sendable { case figure = "Figure", table = "Table", equation = "Equation" }

  /// Figure, table or equation.
  public let kind: Kind
  /// The chapter's number, from 1.
  public let chapter: Int
  /// The count of its kind in its chapter, from 1.
  public let count: Int
  /// The name of the chapter it stands in.
  public let page: String

  /// 'Figure 2.3'.
  public var label: String { "\(kind.rawValue) \(number)" }
  /// '2.3'.
  public var number: String { "\(chapter).\(count)" }
}

/// The numbers of figures, tables and labelled equations, counted by chapter in reading order.
public struct Numbering: Sendable {
  private let numbers: [String: Numbered]

  /// Counts through chapters.
  public init(_ chapters: [Chapter], blocks: [DecodedBlock]) {
    let shows = Dictionary(blocks.map { ($0.id, $0.shows) }, uniquingKeysWith: { first, _ in first })
    var numbers: [String: Numbered] = [:]
    for (index, chapter) in chapters.enumerated() {
      var counts: [Numbered.Kind: Int] = [:]
      func number(_ id: String, _ kind: Numbered.Kind) {
        counts[kind, default: 0] += 1
        numbers[id] = Numbered(kind: kind, chapter: index + 1, count: counts[kind] ?? 0, page: chapter.name)
      }
      for block in chapter.blocks { number(block.id, shows[block.id] == .table ? .table : .figure) }
      for equation in chapter.equations { number(equation.id, .equation) }
    }
    self.numbers = numbers
  }

  /// The number of a block or an equation.
  public subscript(id: String) -> Numbered? { numbers[id] }
}
