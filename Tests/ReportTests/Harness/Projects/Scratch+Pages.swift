import Foundation
import TestSupport
import Testing

extension Scratch {
  /// The pages of the site by their paths in it.
  func pages(in folder: String = "site") throws -> [String: HTMLPage] {
    let names = FileManager.default.subpaths(atPath: url(folder).path) ?? []
    let pages = try names.filter { $0.hasSuffix(".html") && !$0.hasPrefix("files/") }
      .map { ($0, HTMLPage(try read("\(folder)/\($0)"))) }
    return Dictionary(uniqueKeysWithValues: pages)
  }

  /// Every link leads to a file and an id that exist, and every tag is closed.
  func expectWholeLinks(in folder: String = "site") throws {
    let pages = try pages(in: folder)
    for (name, page) in pages {
      #expect(page.flaw == nil, "\(name): \(page.flaw ?? "")")
      #expect(Set(page.ids).count == page.ids.count, "\(name) has an id twice: \(page.ids)")
      for (tag, address) in page.addresses
      where !(["a", "link"].contains(tag) && address.hasPrefix("https://"))
        && !(tag == "link" && address.hasPrefix("data:image/"))
      {
        let parts = address.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        #expect(!parts[0].contains(":") && !parts[0].hasPrefix("/"), "\(name): <\(tag)> leads to \(address)")
        let base = URL(filePath: "/" + name).deletingLastPathComponent()
        let path = parts[0].removingPercentEncoding ?? parts[0]
        let file = path.isEmpty ? name : String(base.appending(path: path).standardized.path.dropFirst())
        #expect(exists("\(folder)/\(file)"), "\(name): \(address) is not there")
        if parts.count > 1, let target = pages[file] {
          #expect(
            target.ids.contains(parts[1].removingPercentEncoding ?? parts[1]),
            "\(name): there is no \(address)")
        }
      }
    }
  }
}
