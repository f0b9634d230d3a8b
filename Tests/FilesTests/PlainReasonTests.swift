import Files
import Foundation
import TestSupport
import Testing

@Suite("the reason that an error gives") struct PlainReasonTests {
  private enum Own: Error, CustomStringConvertible {
    case reason
    var description: String { "a reason of its own" }
  }

  @Test("is never a number alone") func numbers() {
    for domain in [NSCocoaErrorDomain, NSPOSIXErrorDomain, NSURLErrorDomain, "Another.Domain"] {
      for code in -1100..<5000 {
        let error = NSError(domain: domain, code: code)
        let reason = "\(plainReason(of: error))"
        #expect(reason.firstMatch(of: #/error -?[0-9]+\./#) == nil, "\(domain) \(code): \(reason)")
        #expect(!reason.contains("Domain"))
      }
    }
    for code in 0..<5000 {
      let reason = "\(plainReason(of: CocoaError(CocoaError.Code(rawValue: code))))"
      #expect(reason.firstMatch(of: #/error -?[0-9]+\./#) == nil, "\(code): \(reason)")
    }
  }

  @Test("is that of an error of ours") func ours() {
    #expect("\(plainReason(of: Own.reason))" == "a reason of its own")
    #expect("\(plainReason(of: FileFault.unwritable(.noSpace)))" == "No space left on device")
    #expect("\(plainReason(of: CommandFailure("curl", .notFound)))" == "curl: not found in PATH")
  }

  @Test("is the system's where Foundation wraps it") func system() {
    let wrapped = NSError(
      domain: NSCocoaErrorDomain, code: 512,
      userInfo: [NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: 28)])
    #expect(plainReason(of: wrapped) == .noSpace)
    #expect(plainReason(of: POSIXError(.EACCES)) == .system(.permissionDenied))
    #expect(plainReason(of: CocoaError(.fileReadNoSuchFile)) == .missing)
  }
}

@Suite("every kind of error") struct ErrorKindTests {
  /// The Swift files of the program.
  private static let sources = (FileManager.default.subpaths(atPath: folder.path) ?? [])
    .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("bench") }
    .compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined(
      separator: "\n")
  private static let folder = Checkout.root.appending(path: "Sources")

  @Test("says in words what is wrong") func described() {
    let declarations = Self.sources.matches(of: #/(?:enum|struct|class) (\w+)(?:<.*?>)?: ([^{]*)\{/#)
    let kinds = declarations.filter { $0.2.contains(#/\b(Error|ExplainedError|Complaint)\b/#) }.map(\.1)
    #expect(kinds.count > 30, "found \(kinds.count)")
    let saying = Self.sources.matches(of: #/(?:enum|struct|class|extension) (\w+)(?:<.*?>)?: ([^{]*)\{/#)
      .filter { $0.2.contains(#/\b(CustomStringConvertible|ExplainedError|Complaint)\b/#) }.map(\.1)
    let silent = Set(kinds).subtracting(saying).subtracting(["ExitStatus"])  // a number is all that it is
    #expect(silent.isEmpty, "\(silent)")
  }
}
