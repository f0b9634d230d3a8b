import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// Pages that are open in a browser while the report is worked at.
  @Suite struct OpenPageTests {
    private static let panel = "document.getElementById('report-preview').shadowRoot"

    @Test("an edit comes into the open page, which stays where it is") func edit() throws {
      let project = try TextReport.fresh()
      let served = try ServedReport(project)
      let browser = try Browser()
      try browser.open(served.address(of: "01-first.html"))
      try browser.evaluate("scrollTo({ top: 900, behavior: 'instant' }), window.isTheSame = true")
      let place = try browser.evaluate("scrollY")
      try project.replace("The end.", with: "Quite another end.", in: TextReport.first)
      try browser.wait(for: "document.querySelector('main').textContent.includes('Quite another end.')")
      #expect(try browser.evaluate("window.isTheSame") == "true", "the page was not loaded anew")
      #expect(try browser.evaluate("scrollY") == place)
      #expect(Double(place) ?? 0 > 500)
      #expect(
        try browser.evaluate("document.querySelectorAll('main > p').length") == "82", "nothing stands twice")
      try project.replace(
        "Paragraph 40 says nothing of note.", with: "Paragraph 40 is new.", in: TextReport.first)
      try browser.wait(for: "document.querySelector('main').textContent.includes('Paragraph 40 is new.')")
      #expect(try browser.evaluate("window.isTheSame") == "true")
      #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    }

    @Test("where the frame of a page changes it is loaded anew, and stays where it is") func frame() throws {
      let project = try TextReport.fresh()
      let served = try ServedReport(project)
      let browser = try Browser()
      try browser.open(served.address(of: "01-first.html"))
      try browser.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
      let place = try browser.evaluate("scrollY")
      try project.replace("title: Second", with: "title: Another", in: TextReport.second)
      try browser.waitAcrossLoads(for: "document.querySelector('nav')?.textContent.includes('Another')")
      try browser.waitAcrossLoads(
        for: "document.readyState === 'complete' && Math.abs(scrollY - \(place)) < 2")
    }

    @Test("a mistake stands in the page as on the console, and goes when it is mended") func mistake() throws
    {
      let project = try TextReport.fresh()
      let served = try ServedReport(project)
      let browser = try Browser()
      try browser.open(served.address(of: "02-second.html"))
      try project.replace("01-first.md", with: "01-frist.md", in: TextReport.second)
      try browser.wait(for: "\(Self.panel).textContent.includes('01-frist.md')")
      let told = try browser.evaluate("\(Self.panel).querySelector('pre').textContent")
      let console = try project.run("check").errors
      #expect(console.hasPrefix(told), "\(told)")
      #expect(told.contains("02-second.md:6:"))
      #expect(told.contains("help:"))
      #expect(
        try browser.evaluate("getComputedStyle(\(Self.panel).querySelector('section')).display") != "none")
      #expect(try browser.text(of: "main").contains("the first"), "the last good page stands")
      try project.replace("01-frist.md", with: "01-first.md", in: TextReport.second)
      try browser.wait(for: "\(Self.panel).querySelector('section').hidden")
    }

    @Test("a warning stands beside the new text, can be folded away, and goes when there is no reason for it")
    func warning() throws {
      let project = try TextReport.fresh()
      let served = try ServedReport(project)
      let browser = try Browser()
      try browser.open(served.address(of: "02-second.html"))
      try project.replace("See [the first]", with: "See <b>now</b> [the first]", in: TextReport.second)
      try browser.wait(for: "\(Self.panel).querySelector('.warnings pre')")
      try browser.wait(for: "document.querySelector('main').textContent.includes('See now')")
      let told = try browser.evaluate("\(Self.panel).querySelector('.warnings pre').textContent")
      #expect(told.contains("02-second.md:6:5: warning: HTML is left out"))
      #expect(try project.run("check").errors.hasPrefix(told))
      #expect(try browser.evaluate("\(Self.panel).querySelector('summary').textContent") == "1 warning")
      try browser.evaluate("\(Self.panel).querySelector('summary').click()")
      try project.replace("See <b>", with: "Look: <b>", in: TextReport.second)
      try browser.wait(for: "\(Self.panel).querySelector('.warnings').open")
      try project.replace("<b>now</b>", with: "now", in: TextReport.second)
      try browser.wait(for: "\(Self.panel).querySelector('section').hidden")
      #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    }

    @Test("a page of a chapter that is gone stays, says so, and goes on when the chapter is back") func gone()
      throws
    {
      let project = try TextReport.fresh()
      try project.replace("See [the first](01-first.md).", with: "See nothing.", in: TextReport.second)
      let served = try ServedReport(project)
      let text = try project.read(TextReport.second)
      let browser = try Browser()
      try browser.open(served.address(of: "02-second.html"))
      try project.remove(TextReport.second)
      try browser.wait(for: "\(Self.panel).textContent.includes('no longer part of the report')")
      #expect(try served.get("/02-second.html").status == 404)
      #expect(try browser.text(of: "main").contains("See nothing."))
      try project.write(text.replacing("See nothing.", with: "See it again."), to: TextReport.second)
      try browser.waitAcrossLoads(for: "document.querySelector('main').textContent.includes('See it again.')")
      try browser.waitAcrossLoads(for: "\(Self.panel).querySelector('section').hidden")
    }

    @Test("more pages are open than a browser has connections for, and all are told") func manyTabs() throws {
      let project = try TextReport.fresh()
      let served = try ServedReport(project)
      let browser = try Browser()
      try browser.open(served.address(of: "02-second.html"))
      let count = 9
      try browser.evaluate(
        """
        window.told = new Set(),
        new BroadcastChannel("test").addEventListener("message", ({ data }) => window.told.add(data)), true
        """)
      let script = """
        document.addEventListener("report-renewed", () => {
          if (document.querySelector("main").textContent.includes("For all."))
            new BroadcastChannel("test").postMessage(location.search);
        });
        """
      for number in 0..<count {
        try browser.openBeside(served.address(of: "02-second.html?\(number)"), running: script)
      }
      try project.write(try project.read(TextReport.second) + "\nFor all.\n", to: TextReport.second)
      try browser.wait(for: "window.told.size === \(count)")
    }

    @Test("fifty listeners are told of one edit") func fifty() throws {
      let project = try TextReport.fresh()
      let served = try ServedReport(project)
      let listeners = try (0..<50).map { _ in
        let connection = try RawConnection(port: served.port)
        try connection.send("GET /.preview/events HTTP/1.1\r\nHost: 127.0.0.1:\(served.port)\r\n\r\n")
        return connection
      }
      for listener in listeners { #expect(Self.event(of: listener) != nil) }
      try project.replace("The end.", with: "Another end.", in: TextReport.first)
      try served.wait(until: "01-first.html", contains: "Another end.")
      let version = try served.state().version
      for listener in listeners {
        var event = Self.event(of: listener)
        while let told = event, !told.contains(version) { event = Self.event(of: listener) }
        #expect(event != nil)
      }
      #expect(served.end(by: SIGINT).status == 130)
      for listener in listeners { _ = listener.rest() }  // all connections are closed
    }

    private static func event(of listener: RawConnection) -> String? {
      while let line = listener.line() { if line.hasPrefix("data: ") { return line } }
      return nil
    }
  }
}
