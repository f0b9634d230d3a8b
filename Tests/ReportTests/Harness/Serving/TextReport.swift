import TestSupport

/// A report of nothing but text: two chapters, the first one longer than a window.
enum TextReport {
  static let first = "report/01-first.md"
  static let second = "report/02-second.md"

  static func fresh() throws -> Scratch {
    let long = (1...80).map { "Paragraph \($0) says nothing of note.\n" }.joined(separator: "\n")
    return try Scratch([
      "report/report.yml": "title: Text\n",
      first: "---\ntitle: First\norder: 1\n---\n\nThe beginning.\n\n\(long)\nThe end.\n",
      second: "---\ntitle: Second\norder: 2\n---\n\nSee [the first](01-first.md).\n",
    ])
  }
}
