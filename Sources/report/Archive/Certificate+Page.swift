import Files
import Site

extension Certificate {
  /// The certificate as a page.
  var page: String {
    var page = PlainPage("Certificate: \(archive)")
    page.add(line)
    page.add("SHA-256 \(sha256), \(program), \(date)")
    page.add(columns: ["block", "verdict", ""], rows: blocks.map { [$0.block, $0.verdict, $0.details] })
    page.add(columns: ["file of the site", ""], rows: site.map { [$0.path, $0.text] })
    return page.html
  }
}

extension Certificate.Block {
  /// What there is to say beside the verdict.
  var details: String {
    ([reason, parting].compactMap(\.self) + differences.map(\.text)).joined(separator: "; ")
  }
}

extension HandInTable {
  /// The table as a page.
  var page: String {
    var page = PlainPage("Verification of \(rows.count.counted("archive"))")
    page.add(columns: Self.columns, rows: rows)
    return page.html
  }
}
