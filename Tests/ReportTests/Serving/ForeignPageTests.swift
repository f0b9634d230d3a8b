import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// What a page of another origin gets of `report serve`, in a real browser.
  @Suite struct ForeignPageTests {
    @Test("a page of another origin gets no answer that it could use")
    func browser() async throws {
      let served = try ServedReport(TextReport.fresh())
      let folder = try Scratch(["page.html": "<!DOCTYPE html><title>Elsewhere</title>"])
      let elsewhere = try await LoopbackServer(.files, of: folder.root)
      let browser = try Browser()
      try browser.open(try #require(URL(string: elsewhere.address + "page.html")))
      let address = served.address(of: "")
      func outcome(_ attempt: String) throws -> String {
        try browser.evaluate("new Promise((answer) => { const address = '\(address)'; \(attempt) })")
      }
      for mode in ["no-cors", "cors"] {
        #expect(
          try outcome(
            "fetch(address, { mode: '\(mode)' }).then(() => answer('answered'), () => answer('refused'))")
            == "refused")
      }
      #expect(
        try outcome(
          "fetch(address, { method: 'POST', mode: 'no-cors', body: 'x' }).then(() => answer('answered'), () => answer('refused'))"
        ) == "refused")
      #expect(
        try outcome(
          "const socket = new WebSocket(address.replace('http', 'ws') + '.preview/events'); socket.onopen = () => answer('open'); socket.onerror = () => answer('refused');"
        ) == "refused")
      #expect(
        try outcome(
          "const source = new EventSource(address + '.preview/events'); source.onmessage = () => answer('told'); source.onerror = () => answer('refused');"
        ) == "refused")
      #expect(
        try outcome(
          "const script = document.createElement('script'); script.src = address + 'assets/search.js'; script.onload = () => answer('ran'); script.onerror = () => answer('refused'); document.head.append(script);"
        ) == "refused")
      let version = try served.state().version
      #expect(try served.state().version == version)
    }
  }
}
