import Datasets
import Files
import Foundation
import TestSupport
import Testing

@Suite("a file of a hub that is not to be trusted") struct HostileTransferTests {
  private static let weights = "model/\(HostileHub.weights)"

  @Test("comes when the hub means well after all") func plain() async throws {
    let hub = try await HostileHub("plain")
    let fetch = try hub.fetcher()
    try await fetch.run(try await fetch.listing())
    #expect(try hub.folder.read(Self.weights) == HostileHub.files[HostileHub.weights])
  }

  @Test("without an end is broken off, and nothing of it stays") func endless() async throws {
    let hub = try await HostileHub("endless")
    let complaint = try await hub.complaint()
    #expect(complaint.hasSuffix(".safetensors: expected 10000 bytes as listed, found more"), "\(complaint)")
    #expect(try hub.folder.names(in: "model/unet") == ["config.json"])
  }

  @Test("that hardly moves is broken off") func drip() async throws {
    let hub = try await HostileHub("drip")
    var limits = FetchLimits()
    limits.stall = 1
    let complaint = try await hub.complaint(limits)
    #expect(complaint.contains("curl: (28) Operation too slow"), "\(complaint)")
  }

  @Test("that ends early is kept for the next fetch") func truncated() async throws {
    let hub = try await HostileHub("truncated")
    let complaint = try await hub.complaint()
    #expect(complaint.contains("curl: (18) "), "\(complaint)")
    #expect(try hub.folder.read(Self.weights + ".part").count == 10)
  }

  @Test(
    "comes from its start where the hub cannot continue it, or what is there is of another file",
    arguments: [("no-ranges", "x"), ("plain", "y")])
  func stale(_ mode: String, _ letter: String) async throws {
    let hub = try await HostileHub(mode)
    try hub.folder.write(String(repeating: letter, count: 500), to: Self.weights + ".part")
    let fetch = try hub.fetcher()
    try await fetch.run(try await fetch.listing())
    #expect(try hub.folder.read(Self.weights) == HostileHub.files[HostileHub.weights])
  }

  @Test("does not go where a link leads") func links() async throws {
    let hub = try await HostileHub("plain")
    try hub.folder.write("mine", to: "elsewhere/file")
    try hub.folder.createFolder("model/unet")
    try FileManager.default.createSymbolicLink(
      at: hub.folder.url(Self.weights + ".part"), withDestinationURL: hub.folder.url("elsewhere/file"))
    let fetch = try hub.fetcher()
    let listing = try await fetch.listing()
    try await fetch.run(listing)
    #expect(try hub.folder.read("elsewhere/file") == "mine")
    try hub.folder.remove("model/unet")
    try FileManager.default.createSymbolicLink(
      at: hub.folder.url("model/unet"), withDestinationURL: hub.folder.url("elsewhere"))
    #expect(try await hub.complaint().hasSuffix("cannot be written: expected a folder, found a link"))
    #expect(try hub.folder.names(in: "elsewhere") == ["file"])
  }

  @Test("leaves room on the disk") func room() async throws {
    let hub = try await HostileHub("plain")
    var limits = FetchLimits()
    limits.margin = .max / 2
    #expect(try await hub.complaint(limits).contains("expected room for 10.0 kB, found 0 bytes"))
  }

  @Test("of an earlier commit, and what killed fetches left, is removed") func leftovers() async throws {
    let hub = try await HostileHub("plain")
    let dead = "4194305"  // more than any process's number
    let mine = ProcessInfo.processInfo.processIdentifier
    let left = [
      "unet/old.safetensors.part", "model_index.json.part", ".fetched.json.\(dead).tmp",
      "unet/.x.\(dead).tmp",
    ]
    for name in left + [".y.\(mine).tmp"] { try hub.folder.write("x", to: "model/\(name)") }
    let fetch = try hub.fetcher()
    try await fetch.run(try await fetch.listing())
    #expect(try hub.folder.names(in: "model") == [".fetched.json", ".y.\(mine).tmp", "unet"])
    #expect(
      try hub.folder.names(in: "model/unet") == ["config.json", "diffusion_pytorch_model.safetensors"])
  }
}
