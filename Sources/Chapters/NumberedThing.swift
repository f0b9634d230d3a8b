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
  /// Everything that is counted, each kind in reading order: blocks and tables, which may share numbers, line by line.
  public var numberedThings: [NumberedThing] {
    let blocks = blocks.map { ($0.line, NumberedThing.block($0.id)) }
    let tables = text.tables.map { ($0.line, NumberedThing.table($0)) }
    let sections = text.headings.compactMap { heading in
      heading.id.map { NumberedThing.section($0.id, heading: heading.text) }
    }
    return (blocks + tables).sorted { $0.0 < $1.0 }.map(\.1) + equations.map { .equation($0.id) } + sections
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
