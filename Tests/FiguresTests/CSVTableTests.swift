import Figures
import Testing

@Suite("tables in texts") struct CSVTableTests {
  static let texts: [(text: String, header: [String], rows: [[String]])] = [
    ("a,b\n1,2\n", ["a", "b"], [["1", "2"]]),
    ("a,b\n1,2", ["a", "b"], [["1", "2"]]),
    ("a;b\n1,5;2\n", ["a", "b"], [["1,5", "2"]]),
    ("a\tb\n1\t2\n", ["a", "b"], [["1", "2"]]),
    ("\n\na\n\n1\n", ["a"], [["1"]]),
    (" a , b \n 1 , 2 \n", ["a", "b"], [["1", "2"]]),
    ("\"a, \"\"b\"\"\",c\n\"1\n2\",\n", ["a, \"b\"", "c"], [["1\n2", ""]]),
    ("größe,数\n1,2\n", ["größe", "数"], [["1", "2"]]),
    ("a,b\n\"\",\" x \"\n", ["a", "b"], [["", " x "]]),
    ("a\n", ["a"], []),
  ]

  @Test("cells are what stands between separators", arguments: texts)
  func cells(_ row: (text: String, header: [String], rows: [[String]])) {
    let table = CSVTable(row.text)
    #expect(table.header.map(\.text) == row.header)
    #expect(table.rows.map { $0.map(\.text) } == row.rows)
    #expect(table.faults.isEmpty)
  }

  @Test("a cell knows its line and column, behind quoted lines too") func places() {
    let table = CSVTable("a,b\n\"x\ny\",ü\n1,  2\n")
    let places = table.rows.joined().map { [$0.line, $0.column] }
    #expect(places == [[2, 1], [3, 4], [4, 1], [4, 5]])
  }
}
