import Foundation

/// A hub with one small model that does not mean well; see `Servers/hostile_hub_server.py`.
package final class HostileHub {
  package let folder: Scratch
  package let server: LoopbackServer

  /// The model's files by their paths.
  package static let files = [
    "unet/config.json": "{}\n", weights: String(repeating: "x", count: 10_000),
  ]
  package static let weights = "unet/diffusion_pytorch_model.safetensors"

  /// - Parameters:
  ///   - change: what the listing says otherwise, as JSON.
  ///   - certificate: a file with a key and a certificate, for HTTPS.
  package init(_ mode: String, _ change: String = "{}", at address: String = "", certificate: URL? = nil)
    async throws
  {
    folder = try Scratch()
    for (path, text) in Self.files { try folder.write(text, to: "hub/files/\(path)") }
    try folder.write(change, to: "hub/change.json")
    if let certificate { try folder.copy(certificate, to: "hub/tls.pem") }
    server = try await LoopbackServer(.hostileHub, of: folder.url("hub"), [mode, address])
  }

  /// Without a slash at its end.
  package var address: String { String(server.address.dropLast()) }
}
