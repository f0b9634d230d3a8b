import Datasets
import Files
import Foundation
import TestSupport
import Testing

@Suite("a hub that sends elsewhere") struct HubRedirectTests {
  /// A key and a certificate for this machine.
  private func certificate(in folder: Scratch) async throws -> URL {
    let (key, certificate) = (folder.url("key.pem"), folder.url("certificate.pem"))
    try await SystemCommands().run(
      Command(
        "openssl",
        [
          "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
          "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout",
          key.path, "-out", certificate.path,
        ]))
    return try folder.write(
      Data(contentsOf: key) + Data(contentsOf: certificate), to: "tls.pem")
  }

  private func fetch(from hub: HostileHub, trusting certificate: URL) async throws {
    let trusting = ["CURL_CA_BUNDLE": certificate.path, "no_proxy": "*"]
    let commands = SystemCommands(
      environment: ProcessInfo.processInfo.environment.merging(trusting) { $1 })
    let fetch = try hub.fetcher(
      at: "https://localhost:\(hub.server.port)", token: "hf_Secret", commands: commands)
    try await fetch.run(try await fetch.listing())
  }

  @Test("is followed over https, without the token") func https() async throws {
    let folder = try Scratch()
    let certificate = try await certificate(in: folder)
    let other = try await HostileHub("plain", certificate: certificate)
    let hub = try await HostileHub(
      "redirect", at: "https://127.0.0.1:\(other.server.port)/", certificate: certificate)
    try await fetch(from: hub, trusting: certificate)
    #expect(try hub.folder.read("model/unet/config.json") == "{}\n")
    #expect(hub.server.requests.count == 3 && hub.server.requests.allSatisfy { $0.hasSuffix(" token") })
    #expect(other.server.requests.count == 2 && !other.server.requests.contains { $0.hasSuffix(" token") })
  }

  @Test("is not followed to plain http, be it on this machine", arguments: [true, false])
  func http(isSecure: Bool) async throws {
    let folder = try Scratch()
    let certificate = try await certificate(in: folder)
    let other = try await HostileHub("plain")
    let hub = try await HostileHub(
      "redirect", at: other.server.address, certificate: isSecure ? certificate : nil)
    let error = await #expect(throws: HubError.self) {
      if isSecure { return try await fetch(from: hub, trusting: certificate) }
      let fetch = try hub.fetcher(token: "hf_Secret")
      try await fetch.run(try await fetch.listing())
    }
    #expect(
      error?.complaint.contains("Protocol \"http\" not supported") == true, "\(String(describing: error))")
    #expect(other.server.requests.isEmpty)
  }
}
