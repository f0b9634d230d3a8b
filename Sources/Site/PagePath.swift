/// Where a page lies in the site, and how it names what else lies there.
struct PagePath {
  /// The page's folder with a slash behind it; '' for the site's own.
  let folder: String
  /// What leads from the page's folder to the site's: '../' for each folder in between.
  let root: String

  /// - Parameter page: a page's name, such as 'method/training'.
  init(_ page: String) {
    let parts = page.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    folder = parts.map { $0 + "/" }.joined()
    root = String(repeating: "../", count: parts.count)
  }

  /// A file of the site as an address within the page.
  func address(of path: String) -> String { root + HTML.address(path) }
}
