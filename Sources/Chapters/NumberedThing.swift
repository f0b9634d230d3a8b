/// What a chapter has that is counted, or that the text may refer to.
public enum NumberedThing {
  /// A block, by its id.
  case block(String)
  /// An equation, by its label.
  case equation(String)
  /// A pipe table.
  case table(MarkedTable)
  /// A heading that was given an id.
  case section(String, heading: String)
}

extension Chapter {
  /// Everything that is counted, in reading order.
  public var numberedThings: [NumberedThing] {
    let blocks = blocks.map { ($0.fence, NumberedThing.block($0.id)) }
    let equations = equations.map { ($0.span, NumberedThing.equation($0.id)) }
    let tables = text.tables.map { ($0.start, NumberedThing.table($0)) }
    let sections = text.headings.compactMap { heading in
      heading.id.map { ($0.span, NumberedThing.section($0.id, heading: heading.text)) }
    }
    // An included file's lines stand in the chapter's order already; those of one file are sorted.
    let all = blocks + equations + tables + sections
    guard all.allSatisfy({ $0.0.file.path == file.path }) else { return all.map(\.1) }
    return all.enumerated().sorted { ($0.element.0.position, $0.offset) < ($1.element.0.position, $1.offset) }
      .map(\.element.1)
  }

  /// The labelled equations, with their places.
  public var equations: [(id: String, span: SourceSpan)] {
    text.marks.compactMap { placed in
      if case .formula(_, display: true, label: let label?) = placed.mark {
        (label, placed.span)
      } else {
        nil
      }
    }
  }

  /// The ids of equations, tables and sections, with their places.
  public var idsInText: [(id: String, span: SourceSpan)] {
    equations + text.tables.compactMap { table in table.id.map { ($0, table.span) } }
      + text.headings.compactMap(\.id)
  }
}
