import Foundation
import TestSupport
import Testing

/// `report models`, on a model of zeros.
@Suite struct ModelsCommandTests {
  /// A copy of a model of the fixtures under models.
  private func scratch(with name: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.copy(Fixtures.shared.url(name), to: "models/\(name)")
    return scratch
  }

  /// A project with a small network and the smallest T5 encoder of zeros under models/org/tiny.
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    for part in ["unet", "scheduler"] {
      try scratch.copy(Fixtures.shared.url("random-model/\(part)"), to: "models/org/tiny/\(part)")
    }
    try scratch.write(
      #"""
      {"model_type": "t5", "feed_forward_proj": "gated-gelu", "vocab_size": 8, "d_model": 4, "num_layers": 1,
       "num_heads": 1, "d_kv": 4, "d_ff": 8}
      """#, to: "models/org/tiny/text_encoder/config.json")
    try scratch.write(weights(leavingOut: nil), to: "models/org/tiny/text_encoder/model.safetensors")
    try scratch.write(#"{"extra_ids": 2}"#, to: "models/org/tiny/tokenizer/tokenizer_config.json")
    let pieces: [(String, UInt8)] = [("<pad>", 3), ("</s>", 3), ("<unk>", 2), ("a", 1)]
    let bytes = pieces.flatMap { text, kind in
      let field = [0x0a, UInt8(text.utf8.count)] + Array(text.utf8) + [0x18, kind]
      return [0x0a, UInt8(field.count)] + field
    }
    try scratch.write(Data(bytes), to: "models/org/tiny/tokenizer/spiece.model")
    return scratch
  }

  /// All tensors of the encoder but one, float32 zeros.
  private func weights(leavingOut name: String?) -> Data {
    let block = "encoder.block.0.layer"
    let shapes: [(String, [Int])] = [
      ("shared.weight", [8, 4]), ("encoder.final_layer_norm.weight", [4]),
      ("\(block).0.SelfAttention.relative_attention_bias.weight", [32, 1]),
      ("\(block).0.SelfAttention.q.weight", [4, 4]), ("\(block).0.SelfAttention.k.weight", [4, 4]),
      ("\(block).0.SelfAttention.v.weight", [4, 4]), ("\(block).0.SelfAttention.o.weight", [4, 4]),
      ("\(block).0.layer_norm.weight", [4]), ("\(block).1.layer_norm.weight", [4]),
      ("\(block).1.DenseReluDense.wi_0.weight", [8, 4]), ("\(block).1.DenseReluDense.wi_1.weight", [8, 4]),
      ("\(block).1.DenseReluDense.wo.weight", [4, 8]),
    ]
    var (entries, offset): ([String], Int) = ([], 0)
    for (own, shape) in shapes where own != name {
      let end = offset + 4 * shape.reduce(1, *)
      entries.append(#""\#(own)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(offset),\#(end)]}"#)
      offset = end
    }
    let header = Data("{\(entries.joined(separator: ","))}".utf8)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header + Data(count: offset)
  }

  @Test("the models are listed with their parts") func list() throws {
    let scratch = try scratch()
    let outcome = try scratch.run("models", "list", "--models", "models")
    #expect(outcome.output == "org/tiny  unet, text_encoder, tokenizer, scheduler\n" && outcome.status == 0)
    let json = try scratch.run("models", "list", "--json", "--models", "models")
    #expect(json.output.contains("\"name\" : \"org/tiny\""))
    let none = try scratch.run("models", environment: ["REPORT_MODELS": "nothing"])
    #expect(none.status == 0 && none.output.isEmpty && none.errors.hasPrefix("no models in "))
    try scratch.write("text", to: "file")
    let file = try scratch.run("models", "list", "--models", "file")
    #expect(file.status == 2 && file.errors.contains("The models' folder PROJECT/file is a file"))
  }

  @Test("an inspection says how large the networks are and what their configurations are") func inspect()
    throws
  {
    let scratch = try scratch()
    let outcome = try scratch.run("models", "inspect", "org/tiny", "--models", "models")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("text_encoder: 0.0 million parameters (F32), "))
    #expect(outcome.output.contains(" of memory for weights, and "))
    #expect(outcome.output.contains("\n  d_model: 4\n"))
    let near = try scratch.run("models", "inspect", "org/tinny", "--models", "models")
    #expect(near.status == 2 && near.errors.contains("Did you mean 'org/tiny'?"))
  }

  @Test("a check passes a whole model and names the tensor that a damaged one lacks") func verify() throws {
    let scratch = try scratch()
    let whole = try scratch.run("models", "verify", "org/tiny", "--models", "models")
    #expect(whole.status == 0 && whole.output.hasPrefix("org/tiny is whole"), "\(whole.errors)")
    let missing = "encoder.block.0.layer.1.DenseReluDense.wo.weight"
    try scratch.write(
      weights(leavingOut: missing), to: "models/org/tiny/text_encoder/model.safetensors")
    let damaged = try scratch.run("models", "verify", "models/org/tiny")
    #expect(damaged.status == 3)
    #expect(damaged.errors.contains("PROJECT/models/org/tiny/text_encoder/model.safetensors: "))
    #expect(damaged.errors.contains("'\(missing)'"))
  }

  /// A way to spoil a network's weights, with what a message about it has to say.
  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: String
    let spoil: @Sendable (WeightEdit) throws -> Data
  }

  private static let damages = [
    Damage(testDescription: "missing", words: "expected tensor 'conv_in.bias', found none of that name") {
      var edit = $0
      edit.entries["conv_in.bias"] = nil
      return try edit.data
    },
    Damage(testDescription: "extra", words: "found tensor 'conv_in.scale', which the network does not") {
      var edit = $0
      edit.entries["conv_in.scale"] = edit.entries["conv_in.bias"]
      return try edit.data
    },
    Damage(testDescription: "misshapen", words: "tensor 'conv_in.weight': expected shape [16, ") {
      var edit = $0
      edit.entries["conv_in.weight"]?.shape.reverse()
      return try edit.data
    },
    Damage(testDescription: "integers", words: "expected type F32 or F16 or BF16, found I16") {
      var edit = $0
      edit.entries["conv_in.bias"]?.type = "I16"
      return try edit.data
    },
    Damage(testDescription: "truncated", words: "diffusion_pytorch_model.safetensors: ") {
      try $0.data.dropLast(1)
    },
  ]

  @Test(
    "a check names what is wrong with a network's weights", arguments: ["random-model", "random-upscaler"],
    damages)
  func verifyNetwork(_ name: String, _ damage: Damage) throws {
    let scratch = try scratch(with: name)
    let whole = try scratch.run("models", "verify", name, "--models", "models")
    #expect(whole.status == 0 && whole.output.hasPrefix("\(name) is whole"), "\(whole.errors)")
    let path = "models/\(name)/unet/diffusion_pytorch_model.safetensors"
    try scratch.write(damage.spoil(WeightEdit(scratch.url(path))), to: path)
    let damaged = try scratch.run("models", "verify", name, "--models", "models")
    #expect(damaged.status == 3 && damaged.output.isEmpty)
    #expect(damaged.errors.contains("PROJECT/\(path): "), "\(damaged.errors)")
    #expect(damaged.errors.contains(damage.words), "\(damaged.errors)")
    #expect(damaged.errors.contains("help: copy the model again"), "\(damaged.errors)")
  }

  /// A way to spoil a folder, with all that a check of it says.
  struct Gap: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let errors: String
    let spoil: @Sendable (Scratch) throws -> Void

    init(_ description: String, _ errors: String, _ spoil: @escaping @Sendable (Scratch) throws -> Void) {
      (testDescription, self.errors, self.spoil) = (description, errors, spoil)
    }
  }

  private static let gaps = [
    Gap("no network", "/unet/config.json: expected the model's unet, found no such file") {
      try $0.remove("models/random-model/unet")
      try $0.remove("models/random-model/model_index.json")
    },
    Gap(
      "no network and no tokenizer, which are named",
      "/model_index.json: expected the parts that it names, found no unet/config.json and no "
        + "tokenizer/spiece.model"
    ) {
      for part in ["unet", "tokenizer"] { try $0.remove("models/random-model/\(part)") }
    },
    Gap(
      "an index with a mistake",
      "/model_index.json: expected a JSON object, found text that is no JSON in line 2, column 3"
    ) { try $0.write("{\n  _class_name: 1}", to: "models/random-model/model_index.json") },
    Gap(
      "a configuration that ends too early",
      "/unet/config.json: expected a JSON object, found JSON that ends too early"
    ) { try $0.write("{\"a\": 1", to: "models/random-model/unet/config.json") },
    Gap(
      "a schedule with a mistake",
      "/scheduler/scheduler_config.json: expected a JSON object, found text that is no JSON in line 1, "
        + "column 8"
    ) { try $0.write("{\"a\": nil}", to: "models/random-model/scheduler/scheduler_config.json") },
  ]

  @Test("a check tells what a folder lacks, and what is no JSON", arguments: gaps)
  func verifyParts(_ gap: Gap) throws {
    let scratch = try scratch(with: "random-model")
    try gap.spoil(scratch)
    let outcome = try scratch.run("models", "verify", "random-model", "--models", "models")
    #expect(outcome.status == 3 && outcome.output.isEmpty)
    #expect(
      outcome.errors == "error: PROJECT/models/random-model\(gap.errors)\n"
        + "  help: copy the model again from where it came\n")
  }

  @Test("a fetch shows the licence first, and fetches when it was accepted") func fetch() async throws {
    let scratch = try scratch()
    let server = try await LoopbackServer(.hub, of: scratch.url("models"), ["hf_secret"])
    defer { withExtendedLifetime(server) {} }
    let hub = server.address
    let common = ["models", "fetch", "org/tiny", "--hub", hub, "--models", "fetched"]
    let refused = try scratch.run(common)
    #expect(refused.status == 3 && refused.errors.contains("accept the licence at \(hub)org/tiny"))
    let environment = ["HF_TOKEN": "hf_secret"]
    let shown = try scratch.run(common, environment: environment)
    #expect(shown.status == 0 && shown.output.contains("licence: research-only; read it at \(hub)org/tiny"))
    #expect(!scratch.exists("fetched"))
    let fetched = try scratch.run(common + ["--accept-licence"], environment: environment)
    #expect(fetched.status == 0, "\(fetched.errors)")
    #expect(fetched.output.hasSuffix("org/tiny is complete in PROJECT/fetched/org/tiny\n"))
    let verified = try scratch.run("models", "verify", "org/tiny", "--models", "fetched")
    #expect(verified.output == "org/tiny is whole: 7 files as org/tiny has them at 0123abcd\n")
    #expect(try scratch.run("models", "fetch", "../x", "--hub", hub).status == 2)
  }

  @Test(
    "an option of a fetch that cannot be right is named with the remedy",
    arguments: [
      (
        ["--revision", ""], 2,
        "expected a revision (a branch, a tag or a commit), found ''; leave it out for the branch main"
      ),
      (
        ["--token-file", "token"], 3,
        "cannot read the token's file token: No such file or directory\n"
          + "  help: check the name, or give the token in HF_TOKEN"
      ),
      (
        ["--models", "file"], 2,
        "The models' folder PROJECT/file is a file; name the folder that holds the models."
      ),
    ])
  func fetchOptions(_ options: [String], _ status: Int32, _ words: String) throws {
    let scratch = try Scratch(["file": "text"])
    let outcome = try scratch.run(["models", "fetch", "org/tiny"] + options)
    #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
  }
}
