import Checkpoints
import Foundation
import Networks
import TestSupport
import Testing

@Suite struct TextToImageConfigurationTests {
  struct Mistake: CustomTestStringConvertible {
    let key: String, value: String, expected: String
    var testDescription: String { "\(key): \(value)" }
  }

  @Test(
    "a configuration that asks for something else is an error that names the key and the value",
    arguments: [
      Mistake(key: "act_fn", value: #""silu""#, expected: "expected 'gelu', found 'silu'"),
      Mistake(key: "resnet_time_scale_shift", value: #""default""#, expected: "expected 'scale_shift'"),
      Mistake(
        key: "down_block_types", value: #"["DownBlock2D"]"#,
        expected:
          "expected a list of 'ResnetDownsampleBlock2D' and 'SimpleCrossAttnDownBlock2D', found ['DownBlock2D']"
      ),
      Mistake(key: "down_block_types", value: "[]", expected: "found []"),
      Mistake(key: "mid_block_type", value: "null", expected: "found null"),
      Mistake(key: "class_embed_type", value: #""projection""#, expected: "expected 'timestep' or null"),
      Mistake(
        key: "cross_attention_norm", value: #""layer_norm""#, expected: "expected 'group_norm' or null"),
      Mistake(
        key: "block_out_channels", value: "[32]",
        expected: "expected 2 integers in 1...16384, found [32]"),
      Mistake(key: "block_out_channels", value: "[32, -64]", expected: "found [32, -64]"),
      Mistake(key: "block_out_channels", value: "[32, 1e300]", expected: "expected 2 integers in 1...16384"),
      Mistake(key: "in_channels", value: "2.5", expected: "expected an integer in 1...64, found 2.5"),
      Mistake(key: "norm_num_groups", value: "48", expected: "expected a divisor of all of"),
      Mistake(key: "attention_head_dim", value: "48", expected: "expected divisors of [32, 64], found 48"),
      Mistake(key: "cross_attention_dim", value: "40", expected: "expected a multiple of 32"),
      Mistake(
        key: "addition_embed_type_num_heads", value: "5", expected: "expected a divisor of 32, found 5"),
      Mistake(key: "sample_size", value: "15", expected: "expected a multiple of 2"),
      Mistake(key: "sample_size", value: "1000000", expected: "expected an integer in 1...4096"),
      Mistake(
        key: "layers_per_block", value: "[1000000, 1]", expected: "expected 2 integers in 1...32, found [1"),
      Mistake(
        key: "block_out_channels", value: "[32, 1048576]", expected: "expected 2 integers in 1...16384"),
      Mistake(key: "encoder_hid_dim", value: "1000000", expected: "expected an integer in 1...16384"),
      Mistake(key: "time_embedding_dim", value: "1000000", expected: "expected an integer in 1...65536"),
      Mistake(key: "in_channels", value: "1000", expected: "expected an integer in 1...64, found 1000"),
      Mistake(
        key: "only_cross_attention", value: "[true]", expected: "expected 2 truth values, found [true]"),
      Mistake(key: "resnet_skip_time_act", value: "1", expected: "expected true or false, found 1"),
      Mistake(key: "norm_eps", value: "0", expected: "expected a positive number, found 0"),
      Mistake(key: "time_cond_proj_dim", value: "7", expected: "which is not implemented"),
      Mistake(key: "num_class_embeds", value: "7", expected: "which is not implemented"),
    ])
  func mistakes(_ a: Mistake) throws {
    var keys = try JSONDecoder().decode(
      [String: AnyJSON].self, from: Data(NetworkConfigurations.tiny.utf8))
    keys[a.key] = try JSONDecoder().decode([AnyJSON].self, from: Data("[\(a.value)]".utf8))[0]
    let json = try JSONEncoder().encode(keys)
    let error = #expect(throws: SettingsError.self) {
      try TextToImageConfiguration(json: json, path: "unet/config.json")
    }
    let text = error?.description ?? ""
    #expect(
      text.hasPrefix("unet/config.json: ") && text.contains("key '\(a.key)'") && text.contains(a.expected),
      "\(text)")
  }

  @Test("a file that is no JSON object, and one that is not there, are errors that name it") func noObject() {
    for json in ["[]", "{", "", "\u{0}"] {
      #expect(throws: SettingsError.self) {
        try TextToImageConfiguration(json: Data(json.utf8), path: "config.json")
      }
    }
    #expect(throws: SettingsError.self) {
      try TextToImageConfiguration(contentsOf: URL(fileURLWithPath: "/nowhere/config.json"))
    }
  }

  @Test("a tensor that is missing or left over is an error that names it") func names() throws {
    let configuration = try TextToImageConfiguration(
      json: Data(NetworkConfigurations.tiny.utf8), path: "tiny")
    var other = configuration
    other.normalizesText = false
    #expect(throws: CheckpointError.self) {
      try TextToImageUNet(configuration, from: FormulaWeights(of: other), path: "formula")
    }
    #expect(throws: CheckpointError.self) {
      try TextToImageUNet(other, from: FormulaWeights(of: configuration), path: "formula")
    }
  }
}
