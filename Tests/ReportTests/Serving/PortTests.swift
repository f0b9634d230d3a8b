import Foundation
import TestSupport
import Testing

/// Which port `report serve` takes.
@Suite struct PortTests {
  @Test("a port that was asked for and is taken is a fault with its remedy") func asked() throws {
    let first = try ServedReport(TextReport.fresh())
    // It ends with its last use, which may come before others look for it.
    defer { withExtendedLifetime(first) {} }
    let outcome = try TextReport.fresh().run("serve", "--port", "\(first.port)")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasPrefix(
        "error: another program listens at port \(first.port)\n  help: name another with --port"))
  }

  @Test("where none was asked for, the next one that is free is taken, which is said") func next() throws {
    // Whoever comes second finds the usual port taken, by the first or by another program.
    let first = try ServedReport(TextReport.fresh(), [])
    defer { withExtendedLifetime(first) {} }
    let second = try ServedReport(TextReport.fresh(), [])
    #expect(first.port != second.port)
    #expect(second.running.errors.contains("the usual port is taken; --port chooses another"))
    #expect(try second.get("/").status == 200)
  }

  @Test("the port is free again at once") func again() throws {
    let first = try ServedReport(TextReport.fresh())
    #expect(first.end(by: SIGINT).status == 130)
    let second = try ServedReport(TextReport.fresh(), ["--port", "\(first.port)"])
    #expect(second.port == first.port)
  }

  @Test("nobody but this machine reaches it") func loopback() throws {
    let served = try ServedReport(TextReport.fresh())
    defer { withExtendedLifetime(served) {} }
    #expect(try served.get("/").status == 200)
    // All of 127.0.0.0/8 is this machine: a server that listens everywhere answers at 127.0.0.2 as well.
    let refused = #expect(throws: RawConnection.Refused.self) {
      try RawConnection(host: "127.0.0.2", port: served.port)
    }
    #expect(refused?.number == ECONNREFUSED)
  }
}
