import Datasets
import Foundation
import TestSupport
import Testing

@Suite("fetching a model from a hub") struct HubFetchTests {
  private let folder: Scratch
  private static let weights = [UInt8]((0..<5000).map { UInt8($0 % 251) })

  init() throws {
    folder = try Scratch()
    for (path, bytes) in Self.files { try folder.write(bytes, to: "hub/org/model/\(path)") }
    try folder.write(Array("readme".utf8), to: "hub/org/empty/README.md")
  }

  private static let files: [String: [UInt8]] = [
    "model_index.json": Array("{}".utf8), "README.md": Array("hello".utf8),
    "unet/config.json": Array("{\"a\": 1}".utf8),
    "unet/diffusion_pytorch_model.safetensors": weights + weights,
    "unet/diffusion_pytorch_model.fp16.safetensors": weights,
    "unet/diffusion_pytorch_model.bin": [1, 2, 3],
    "text_encoder/config.json": Array("{}".utf8),
    "text_encoder/model-00001-of-00002.safetensors": [1],
    "text_encoder/model-00002-of-00002.safetensors": [2],
    "text_encoder/model.safetensors.index.json": Array("{}".utf8),
    "tokenizer/spiece.model": [9, 9], "scheduler/scheduler_config.json": Array("{}".utf8),
    "safety_checker/config.json": [7], "safety_checker/model.safetensors": [8],
  ]

  private static let wanted = [
    "model_index.json", "scheduler/scheduler_config.json", "text_encoder/config.json",
    "text_encoder/model-00001-of-00002.safetensors", "text_encoder/model-00002-of-00002.safetensors",
    "text_encoder/model.safetensors.index.json", "tokenizer/spiece.model", "unet/config.json",
    "unet/diffusion_pytorch_model.fp16.safetensors",
  ]

  private func server(_ arguments: String...) async throws -> LoopbackServer {
    try await LoopbackServer(.hub, of: folder.url("hub"), arguments)
  }

  private var target: URL { folder.url("models/org/model") }

  private func fetcher(_ server: LoopbackServer, _ name: String = "org/model", token: String? = nil) throws
    -> HubFetch
  {
    try HubFetch(HubModel(name, hub: server.address), into: target, token: token)
  }

  @Test("the parts of a model come, with one set of weights each, and nothing else") func fetches()
    async throws
  {
    let server = try await server()
    defer { withExtendedLifetime(server) {} }
    let fetch = try fetcher(server)
    let listing = try await fetch.listing()
    #expect(listing.files.map(\.path) == Self.wanted)
    #expect(listing.license == "research-only" && !listing.isGated && listing.commit == "0123abcd")
    try await fetch.run(listing)
    for path in Self.wanted {
      #expect([UInt8](try Data(contentsOf: target.appendingPathComponent(path))) == Self.files[path])
    }
    #expect(
      try folder.names(in: "models/org/model/unet") == [
        "config.json", "diffusion_pytorch_model.fp16.safetensors",
      ])
    let record = try #require(FetchedModel(in: target))
    #expect(record.name == "org/model" && record.license == "research-only")
    try record.verify(in: target)
    let origin = try #require(record.origin(of: "unet/config.json"))
    #expect(
      origin.absoluteString == "\(try #require(record.hub))/org/model/resolve/0123abcd/unet/config.json")
    #expect(record.origin(of: "../elsewhere") == nil)
    let count = server.requests.count
    try await fetch.run(listing)
    #expect(server.requests.count == count, "what is there is not fetched again")
    #expect(try await fetch.listing(isHalf: false).files.contains { $0.byteCount == 10_000 })
  }

  @Test("an interrupted file goes on where it stopped, and one that does not belong comes anew")
  func resumes()
    async throws
  {
    let server = try await server()
    defer { withExtendedLifetime(server) {} }
    let fetch = try fetcher(server)
    let listing = try await fetch.listing()
    let path = "models/org/model/unet/diffusion_pytorch_model.fp16.safetensors"
    try folder.write(Array(Self.weights.prefix(1234)), to: path + ".part")
    try await fetch.run(listing)
    #expect(server.requests.contains { $0.hasSuffix("fp16.safetensors bytes=1234-") })
    #expect([UInt8](try Data(contentsOf: folder.url(path))) == Self.weights)
    try folder.write([1], to: path)
    try folder.write([UInt8](repeating: 0, count: 1234), to: path + ".part")
    try await fetch.run(listing)
    #expect([UInt8](try Data(contentsOf: folder.url(path))) == Self.weights)
  }

  @Test(
    "a changed byte is found by the record, in large and in small files",
    arguments: [
      "unet/config.json", "tokenizer/spiece.model", "unet/diffusion_pytorch_model.fp16.safetensors",
    ])
  func verification(path: String) async throws {
    let server = try await server()
    defer { withExtendedLifetime(server) {} }
    let fetch = try fetcher(server)
    try await fetch.run(try await fetch.listing())
    var bytes = try #require(Self.files[path])
    bytes[0] ^= 1
    try folder.write(bytes, to: "models/org/model/\(path)")
    let error = #expect(throws: HubError.self) { try FetchedModel(in: target)?.verify(in: target) }
    guard case .damaged(let found, _, _) = error else {
      Issue.record("expected a damaged file, got \(String(describing: error))")
      return
    }
    #expect(found.hasSuffix(path))
  }

  @Test("a gated model needs a token, which a wrong one is not") func token() async throws {
    let server = try await server("hf_Secret123")
    defer { withExtendedLifetime(server) {} }
    let page = "\(server.address)org/model"
    await #expect(throws: HubError.forbidden(page: page, hasToken: false)) {
      try await fetcher(server).listing()
    }
    await #expect(throws: HubError.forbidden(page: page, hasToken: true)) {
      try await fetcher(server, token: "hf_Wrong").listing()
    }
    let fetch = try fetcher(server, token: "hf_Secret123")
    let listing = try await fetch.listing()
    #expect(listing.isGated)
    try await fetch.run(listing)
    #expect(throws: HubError.token) { try fetcher(server, token: "a\"\nurl = x") }
  }

  @Test("a model that is not there, or is none, is an error that says so") func missing() async throws {
    let server = try await server()
    defer { withExtendedLifetime(server) {} }
    await #expect(throws: HubError.notFound(page: "\(server.address)org/other")) {
      try await fetcher(server, "org/other").listing()
    }
    await #expect(throws: HubError.noParts(page: "\(server.address)org/empty")) {
      try await fetcher(server, "org/empty").listing()
    }
    let dead = try HubFetch(HubModel("org/model", hub: "http://127.0.0.1:1"), into: target)
    let error = await #expect(throws: HubError.self) { try await dead.listing() }
    guard case .failed = error else {
      Issue.record("expected a failed connection, got \(String(describing: error))")
      return
    }
  }

  @Test(
    "what can be no name never becomes a path",
    arguments: [
      "", "model", "a/b/c", "../x", "a/..", "/etc", "a b/c", "a/b?c", "org/.hidden", "a/b#c", "é/x",
    ])
  func names(name: String) {
    #expect(throws: HubError.name(name)) { try HubModel(name) }
  }
}
