/// A page of paragraphs and tables that stands alone, such as a certificate. All texts are shown as they are.
public struct PlainPage {
  private let title: String
  private var body = ""

  /// A page that has only a title so far.
  public init(_ title: String) { self.title = title }

  /// Adds a paragraph.
  public mutating func add(_ text: String) { body += "<p>\(HTML.escaped(text))</p>\n" }

  /// Adds a table, unless it has no rows.
  public mutating func add(columns: [String], rows: [[String]]) {
    guard !rows.isEmpty else { return }
    func cells(_ texts: [String], _ tag: String) -> String {
      "<tr>" + texts.map { "<\(tag)>\(HTML.escaped($0))</\(tag)>" }.joined() + "</tr>\n"
    }
    body += "<table>\n\(cells(columns, "th"))\(rows.map { cells($0, "td") }.joined())</table>\n"
  }

  /// The page as HTML.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>\(HTML.escaped(title))</title>
    <style>body { font: 16px/1.5 sans-serif; margin: 2rem } td, th { padding: 0.1rem 1rem 0.1rem 0; text-align: start;
    vertical-align: top; overflow-wrap: anywhere }</style></head><body>
    <h1>\(HTML.escaped(title))</h1>
    \(body)</body></html>

    """
  }
}
