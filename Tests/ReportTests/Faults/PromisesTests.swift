import Foundation
import TestSupport
import Testing

@Suite struct PromisesTests {
  @Test("every test that SECURITY.md names is there") func named() throws {
    let page = try String(contentsOf: Checkout.root.appending(path: "SECURITY.md"), encoding: .utf8)
    let named = Set(page.matches(of: #/`([A-Za-z]+Tests)`/#).map { String($0.1) })
    let tests = Checkout.root.appending(path: "Tests")
    let files = (FileManager.default.subpaths(atPath: tests.path) ?? []).filter { $0.hasSuffix(".swift") }
    let known = Set(files.map { URL(filePath: $0).deletingPathExtension().lastPathComponent })
    #expect(named.count > 10)
    #expect(named.subtracting(known).isEmpty, "\(named.subtracting(known))")
  }
}
