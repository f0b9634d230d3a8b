import Foundation
import TestSupport
import Testing

/// Who else may ask `report serve` for something: nobody.
@Suite struct GateTests {
  @Test("only its own names, its own origin, reading and a file's own path are answered") func requests()
    throws
  {
    let served = try ServedReport(TextReport.fresh())
    let own = "127.0.0.1:\(served.port)"
    func status(_ line: String, _ headers: String...) throws -> Int {
      let request = ([line + " HTTP/1.1"] + headers + ["Connection: close", "", ""]).joined(separator: "\r\n")
      return try RawAnswer(to: request, port: served.port).status
    }
    for host in [own, "localhost:\(served.port)", "LOCALHOST:\(served.port)", "[::1]:\(served.port)"] {
      #expect(try status("GET /", "Host: \(host)") == 200, "\(host)")
    }
    for host in [
      "evil.example", "evil.example:\(served.port)", "127.0.0.1", "localhost:1",
      "localhost.evil.example:\(served.port)",
    ] {
      #expect(try status("GET /", "Host: \(host)") == 421, "\(host)")
    }
    #expect(try status("GET /") == 400)
    #expect(try status("GET /", "Host: \(own)", "Origin: http://\(own)") == 200)
    for origin in ["http://evil.example", "null", "http://localhost:1", "https://\(own)"] {
      #expect(try status("GET /", "Host: \(own)", "Origin: \(origin)") == 403, "\(origin)")
    }
    for site in ["cross-site", "same-site"] {
      #expect(
        try status("GET /", "Host: \(own)", "Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: no-cors") == 403)
      let link = ["Sec-Fetch-Site: \(site)", "Sec-Fetch-Mode: navigate"]
      #expect(try status("GET /", "Host: \(own)", link[0], link[1], "Sec-Fetch-Dest: iframe") == 403)
      #expect(try status("GET /", "Host: \(own)", link[0], link[1], "Sec-Fetch-Dest: document") == 200)
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"] {
      #expect(try status("\(method) /", "Host: \(own)") == 405, "\(method)")
    }
  }

  @Test("no path leads out of the site") func paths() throws {
    let served = try ServedReport(TextReport.fresh())
    for path in Self.strangePaths {
      let answer = try served.get(path)
      #expect((400..<500).contains(answer.status), "\(path): \(answer.status)")
      #expect(!answer.text.contains("title: Text"), "\(path)")
    }
  }

  private static let strangePaths = [
    "/../report/report.yml", "/%2e%2e/report/report.yml", "/assets/../../report/report.yml",
    "/assets/%2E%2E/%2e%2e/report/report.yml", "/..%2freport%2freport.yml", "/..\\report\\report.yml",
    "/%5c..%5creport", "/index.html%00.css", "/%", "/%2", "/%zz", "/%ff", "//etc/passwd", "/./index.html",
    "http://127.0.0.1/etc/passwd", "*", "/report/report.yml", "/.report/store", "/files/report.yml",
  ]

  @Test("what comes with a request is no further request") func bodies() throws {
    let served = try ServedReport(TextReport.fresh())
    let host = "Host: 127.0.0.1:\(served.port)\r\n"
    let hidden =
      "GET /assets/style.css HTTP/1.1\r\n\(host)Connection: close\r\n\r\n"
      + String(repeating: " ", count: 3_000_000)
    let request = "POST / HTTP/1.1\r\n\(host)Content-Length: \(hidden.utf8.count)\r\n\r\n\(hidden)"
    let last = "GET /none HTTP/1.1\r\n\(host)Connection: close\r\n\r\n"
    let answer = try RawAnswer(to: request + last, port: served.port)
    #expect(answer.status == 405)
    #expect(!answer.text.contains("200 OK"))
  }

  @Test("a link that an author made out of the project is not followed")
  func links() throws {
    let project = try TextReport.fresh()
    let outside = try Scratch(["secret.txt": "a secret"])
    try FileManager.default.createSymbolicLink(
      at: project.url("report/secret.txt"), withDestinationURL: outside.url("secret.txt"))
    try project.replace("The end.", with: "See [it](secret.txt).", in: TextReport.first)
    let served = try ServedReport(project)
    #expect(try served.get("/files/secret.txt").status != 200)
    #expect(try served.state().problems.contains { $0.contains("secret.txt") })
  }
}
