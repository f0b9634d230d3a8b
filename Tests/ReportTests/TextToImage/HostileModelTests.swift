import Foundation
import TestSupport
import Testing

/// Models whose files ask for more than any machine has: what reads them stays small.
@Suite struct HostileModelTests {
  struct Row: CustomTestStringConvertible {
    let file: String, key: String, value: String, expected: String
    var testDescription: String { "\(file): \(key)" }

    init(_ file: String, _ key: String, _ value: String, _ expected: String) {
      (self.file, self.key, self.value, self.expected) = (file, key, value, expected)
    }
  }

  static let rows = [
    Row(
      "unet/config.json", "layers_per_block", "[1000000, 1000000]",
      "expected 2 integers in 1...32, found [1000000, 1000000]"),
    Row("unet/config.json", "layers_per_block", "1000000", "expected 2 integers in 1...32, found 1000000"),
    Row(
      "unet/config.json", "block_out_channels", "[32, 67108864]",
      "expected 2 integers in 1...16384, found [32, 67108864]"),
    Row(
      "unet/config.json", "block_out_channels", "[\(String(repeating: "32, ", count: 200_000))64]",
      "expected 2 integers in 1...16384, found [32, 32"),
    Row(
      "unet/config.json", "cross_attention_dim", String(repeating: "[", count: 100_000),
      "expected a JSON object, found JSON nested more than 64 levels deep"),
    Row("text_encoder/config.json", "num_layers", "1000000", "expected an integer in 1...128, found 1000000"),
    Row("text_encoder/config.json", "vocab_size", "1e15", "expected an integer in 1...1048576, found 1"),
    Row(
      "scheduler/scheduler_config.json", "num_train_timesteps", "100000000",
      "expected an integer in 1...10000, found 100000000"),
  ]

  @Test("a number that no model has is refused at its key, in little memory", arguments: rows)
  func refused(_ row: Row) throws {
    let project = try SampleReport.withModels([Block.tiny])
    let file = "report/models/whole/\(row.file)"
    let json = try String(contentsOf: project.url(file), encoding: .utf8)
    let pattern = try Regex("\"\(row.key)\": *(\\[[^\\]]*\\]|[^,}\\n]*)")
    try project.write(json.replacing(pattern) { _ in "\"\(row.key)\": \(row.value)" }, to: file)
    for arguments in [["models", "verify", "report/models/whole"], ["check"]] {
      let (outcome, peak) = try project.measure(arguments, seconds: 60)
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains(row.expected), "\(outcome.errors.prefix(1000))")
      #expect(outcome.errors.count < 2000)
      #expect(peak < 150_000_000, "\(peak) bytes")
    }
  }
}
