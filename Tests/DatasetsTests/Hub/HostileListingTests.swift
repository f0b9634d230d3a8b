import Datasets
import TestSupport
import Testing

@Suite("a listing that is not to be trusted") struct HostileListingTests {
  private static let sum = String(repeating: "0", count: 64)

  /// The listing with further files.
  private static func files(_ names: String..., size: Int = 1) -> String {
    let files = names.map { #"{"rfilename": "\#($0)", "size": \#(size), "lfs": {"sha256": "\#(sum)"}}"# }
    return #"{"siblings": [\#(files.joined(separator: ","))]}"#
  }

  @Test(
    "is refused by name, and nothing is fetched",
    arguments: [
      (#"{"weights": {"size": 9223372036854775808}}"#, "found something else"),
      (#"{"weights": {"size": 1e300}}"#, "found something else"),
      (#"{"weights": {"size": -5}}"#, "no size and sum for unet/diffusion"),
      (#"{"weights": {"size": 1000000000000000000}}"#, "expected room for 1000000000.0 GB"),
      (files("unet/model-1.safetensors", "unet/model-2.safetensors", size: .max), "more bytes than can be"),
      (#"{"weights": {"lfs": {"sha256": "\u001b[31m"}}}"#, "no size and sum for unet/diffusion"),
      (#"{"sha": "../../x"}"#, "'../../x' is no commit"),
      (files("../../evil"), "'../../evil' is no name of a file"),
      (files("unet/../../evil/config.json"), "config.json' is no name of a file"),
      (files("/etc/config.json"), "'/etc/config.json' is no name of a file"),
      (files("unet//config.json"), "'unet//config.json' is no name of a file"),
      (files(#"unet\\config.json"#), #"'unet\config.json' is no name of a file"#),
      (files(#"unet/\u001b]0;x\u0007\u202e"#), #"'unet/\u{1b}]0;x\u{7}\u{202e}' is no name of a file"#),
      (files(String(repeating: "n", count: 256)), "nnn' is no name of a file"),
      (#"{"copies": 2}"#, "is listed twice"),
      (#"{"copies": 700}"#, "1400 files are more than 1000"),
      (
        files("unet/model-A.safetensors", "unet/model-a.safetensors"),
        "'unet/model-a.safetensors' is listed twice, or beside the same name in other letters"
      ),
    ])
  func refused(_ change: String, _ words: String) async throws {
    let hub = try await HostileHub("plain", change)
    let complaint = try await hub.complaint()
    #expect(complaint.contains(words), "\(complaint)")
    #expect(!hub.folder.exists("model/unet"))
  }

  @Test("without an end is broken off") func endless() async throws {
    let hub = try await HostileHub("endless-list")
    let complaint = try await hub.complaint()
    #expect(complaint.hasSuffix(": more than 16000000 bytes"), "\(complaint)")
  }

  @Test("with a licence of several lines and controls has it in one line, written out") func licence()
    async throws
  {
    let hub = try await HostileHub(
      "plain", #"{"cardData": {"license": "\u001b[31mred\nlicence: none\u2028"}}"#)
    let listing = try await hub.fetcher().listing()
    #expect(listing.license == #"\u{1b}[31mred\u{a}licence: none\u{2028}"#)
  }
}
