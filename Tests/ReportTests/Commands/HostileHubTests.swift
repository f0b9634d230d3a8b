import Foundation
import TestSupport
import Testing

/// `report models fetch` and a hub that means no good.
@Suite struct HostileHubTests {
  private func arguments(_ hub: HostileHub) -> [String] {
    ["models", "fetch", "org/model", "--hub", hub.address, "--models", "models", "--accept-licence"]
  }

  @Test(
    "what a hub says cannot make the terminal do anything",
    arguments: [
      (
        #"{"cardData": {"license": "\u001b[31m\u009b2Jred\nlicence: none"}}"#,
        #"\u{1b}[31m\u{9b}2Jred\u{a}licence"#
      ),
      (#"{"siblings": [{"rfilename": "\u001b]0;x\u0007"}]}"#, #"'\u{1b}]0;x\u{7}' is no name of a file"#),
    ])
  func controls(_ change: String, _ words: String) async throws {
    let hub = try await HostileHub("plain", change)
    let outcome = try hub.folder.run(arguments(hub))
    let said = outcome.output + outcome.errors
    #expect(said.contains(words), "\(said)")
    let unseen = said.unicodeScalars.filter { $0.value < 32 && $0 != "\n" || (127..<160).contains($0.value) }
    #expect(unseen.isEmpty)
  }

  @Test("a signal ends a fetch, and the program that it runs", arguments: [SIGINT, SIGTERM])
  func interruption(signal: Int32) async throws {
    let hub = try await HostileHub("drip")
    let running = try Self.dripping(hub, arguments(hub))
    running.signal(signal)
    let outcome = running.wait()
    #expect(outcome.status == 130, "\(outcome.errors)")
    #expect(Self.curls(writingTo: hub.folder).isEmpty)
  }

  @Test("fetches that are killed leave one part, which the next one continues") func killed() async throws {
    let hub = try await HostileHub("drip")
    for _ in 0..<2 {
      let running = try Self.dripping(hub, arguments(hub))
      running.signal(SIGKILL)
      let outcome = running.wait()
      #expect(outcome.status == 128 + SIGKILL, "\(outcome.errors)")
      for curl in Self.curls(writingTo: hub.folder) { kill(curl, SIGKILL) }
    }
    #expect(
      try hub.folder.names(in: "models/org/model/unet") == [
        "config.json", "diffusion_pytorch_model.safetensors.part",
      ])
    #expect(hub.server.requests.contains { $0.contains("safetensors bytes=") })
  }

  /// A fetch that has begun to receive the weights.
  ///
  /// Waits without giving its thread up: where all threads have other tests, it would get one back minutes later, when the
  /// fetch has ended.
  private static func dripping(_ hub: HostileHub, _ arguments: [String]) throws -> Running {
    let count = hub.server.requests.count
    let running = try Running(arguments, in: hub.folder.root)
    for _ in 0..<400
    where !hub.server.requests.dropFirst(count).contains(where: { $0.contains(".safetensors ") }) {
      usleep(50_000)
    }
    usleep(300_000)
    return running
  }

  /// The processes whose arguments name a folder.
  private static func curls(writingTo folder: Scratch) -> [pid_t] {
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return numbers.compactMap { pid_t($0) }.filter { number in
      let line = (try? Data(contentsOf: URL(filePath: "/proc/\(number)/cmdline"))) ?? Data()
      let text = String(decoding: line, as: UTF8.self)
      return text.hasPrefix("curl") && text.contains(folder.root.path)
    }
  }
}
