import Datasets
import Files
import Foundation
import TestSupport
import Testing

@Suite("the address of a hub") struct HubAddressTests {
  @Test(
    "is one that can be read in one way, and of plain http only on this machine",
    arguments: [
      "http://example.org", "http://127.0.0.1.evil.example", "http://localhost.evil.example",
      "http://127.0.0.1@evil.example", "http://localhost@evil.example", "http://localhost:80@evil.example",
      "https://user@hub.example", "http://LOCALHOST", "https://Hub.example", "http://localhost.",
      "http://127.0.0.1.", "http://127.1", "http://2130706433", "http://0x7f.0.0.1", "http://0177.0.0.1",
      "http://127.0.0.01", "http://127.0.0.256", "http://128.0.0.1", "http://0.0.0.0", "http://[::]",
      "http://[::ffff:127.0.0.1]", "http://localhost:0", "http://localhost:65536", "http://localhost:",
      "http://", "https://", "https:///x", "https://a/../..", "https://a/x..y", "https://-o/tmp/x",
      "https://x?y#z", "https://x/%2e%2e", "https://x y", "https://x\n", "https://\u{212a}.example",
      "file:///",
      "ftp://hub.example", "HTTPS://hub.example", " https://hub.example", "",
    ])
  func refused(_ address: String) {
    #expect(throws: HubError.hub(address)) { try HubModel("a/b", hub: address) }
  }

  @Test(
    "may have a port and a path",
    arguments: [
      "https://huggingface.co", "https://hub.example:8443/a/b-c", "https://10.1.2.3", "http://localhost:8080",
      "http://127.0.0.1", "http://127.255.3.9:1", "http://[::1]:5000",
    ])
  func accepted(_ address: String) throws {
    #expect(try HubModel("a/b", hub: address).page == "\(address)/a/b")
    #expect(try HubModel("a/b", hub: address + "/").page == "\(address)/a/b")
  }

  /// Keeps what was run.
  private final class Recorder: CommandRunner, @unchecked Sendable {
    private(set) var commands: [Command] = []

    func run(_ command: Command) async throws -> String {
      commands.append(command)
      return "{}200"
    }
  }

  @Test("decides where the token goes: to no argument, no proxy of this machine, no plain http behind it")
  func arguments() async throws {
    let hubs = ["https://hub.example": "=https", "http://127.0.0.1:1": "=http,https"]
    for (hub, protocols) in hubs {
      let runner = Recorder()
      let fetch = try HubFetch(
        HubModel("org/model", hub: hub), into: URL(filePath: "/nowhere"), token: "hf_Secret", commands: runner
      )
      await #expect(throws: HubError.self) { try await fetch.listing() }
      let command = try #require(runner.commands.first)
      #expect(!command.arguments.contains { $0.contains("hf_Secret") })
      #expect(command.input == .bytes(Array("header = \"Authorization: Bearer hf_Secret\"\n".utf8)))
      func value(_ option: String) -> String? {
        command.arguments.firstIndex(of: option).map { command.arguments[$0 + 1] }
      }
      #expect(value("--proto") == protocols && value("--proto-redir") == "=https")
      #expect(value("--noproxy") == (hub.hasPrefix("https") ? nil : "*"))
    }
  }
}
