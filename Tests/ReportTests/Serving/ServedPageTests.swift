import Foundation
import TestSupport
import Testing

/// What `report serve` gives to who asks for it, and what it leaves alone.
@Suite struct ServedPageTests {
  @Test("pages come with the script that renews them, their type and no leave to be kept") func pages() throws
  {
    let served = try ServedReport(TextReport.fresh())
    for path in ["/", "/index.html", "/01-first.html", "/01-first.html?x=1"] {
      let answer = try served.get(path)
      #expect(answer.status == 200)
      #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
      #expect(answer.headers["cache-control"] == "no-store")
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.text.contains("<script src=\"/.preview/preview.js\""))
    }
    let style = try served.get("/assets/style.css")
    #expect(style.headers["content-type"] == "text/css; charset=utf-8")
    #expect(!style.text.contains("preview.js"))
    #expect(try served.get("/assets/look.js").headers["content-type"] == "text/javascript; charset=utf-8")
    #expect(try served.get("/none.html").status == 404)
    #expect(try served.get("/assets").status == 404, "no list of a folder's files")
    #expect(try served.get("/assets/").status == 404)
  }

  @Test("HEAD says how long a page is and gives none of it") func head() throws {
    let served = try ServedReport(TextReport.fresh())
    let request =
      "HEAD /01-first.html HTTP/1.1\r\nHost: localhost:\(served.port)\r\nConnection: close\r\n\r\n"
    let answer = try RawAnswer(to: request, port: served.port)
    #expect(answer.status == 200)
    #expect(answer.body.isEmpty)
    #expect(answer.headers["content-length"] == "\(try served.get("/01-first.html").body.count)")
  }

  @Test("neither the site nor the partial site is touched, and the site has no preview's script") func site()
    throws
  {
    let project = try TextReport.fresh()
    #expect(try project.run("build").status == 0)
    let before = try project.snapshot(of: "site")
    let served = try ServedReport(project)
    try project.replace("The end.", with: "Another end.", in: TextReport.first)
    try served.wait(until: "01-first.html", contains: "Another end.")
    #expect(served.end(by: SIGINT).status == 130)
    #expect(try project.snapshot(of: "site") == before)
    #expect(!project.exists(".report/partial"))
    #expect(try !project.read("site/01-first.html").contains("preview"))
  }

  @Test("a report that cannot be shown yet says so, and comes once it is mended") func unready() throws {
    let project = try TextReport.fresh()
    try project.replace("title: First", with: "titel: First", in: TextReport.first)
    let served = try ServedReport(project)
    #expect(try served.get("/").status == 503)
    #expect(try served.state().problems.first?.hasPrefix("report/01-first.md:") == true)
    try project.replace("titel: First", with: "title: First", in: TextReport.first)
    try served.wait(until: "01-first.html", contains: "The beginning.")
    #expect(try served.state().problems.isEmpty)
  }

  @Test("an unknown profile is wrong usage") func profile() throws {
    let outcome = try TextReport.fresh().run("serve", "--port", "0", "--profile", "papre")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("There is no profile 'papre'."))
  }
}
