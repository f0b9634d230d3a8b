import Autograd
import Checkpoints
import Foundation
import Networks
import Tensors
import TestSupport
import Testing
import Text

@Suite("the T5 encoder") struct T5Tests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  /// Weights by a formula: the i-th name's n-th element is scale sin(0.37 n + i), plus 1 for a normalisation.
  private struct SineWeights: WeightSource {
    let names: [String]
    let scale: Double

    func tensor(named name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
      guard let place = names.firstIndex(of: name) else {
        throw CheckpointError(file: "sines", .missing(name: name))
      }
      let base = name.contains("layer_norm") ? 1.0 : 0
      let scalars = (0..<shape.reduce(1, *)).map { n in
        Float(scale * sin(0.37 * Double(n) + Double(place)) + base)
      }
      return Tensor(shape: shape, scalars: scalars)
    }
  }

  /// A pair [name, shape] in the fixtures' lists.
  private struct Key: Decodable {
    let name: String
    let shape: [Int]
    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      (name, shape) = (try list.decode(String.self), try list.decode([Int].self))
    }
  }

  private struct Tiny: Decodable {
    let keys: [Key]
    let ids, mask: [[Int]]
    let out: [Double]
  }

  private struct Random: Decodable {
    struct Case: Decodable {
      let name: String
      let scale: Double
      let config: JSONValue
      let keys: [Key]
      let ids, mask: [[Int]]
      let stride: Int
      let out: [Double]
      let sum: Double
    }
    let cases: [Case]
  }

  private static let tinyConfiguration = T5Configuration(
    vocabulary: 64, width: 32, depth: 2, heads: 4, headWidth: 8, innerWidth: 64)

  private func tokens(_ ids: [[Int]], _ mask: [[Int]]) -> [PromptTokenizer.Tokens] {
    zip(ids, mask).map { PromptTokenizer.Tokens(ids: $0, mask: $1) }
  }

  @Test("the tiny model's hidden states agree with transformers to 1e-5, whole and block by block")
  func tiny()
    throws
  {
    let tiny = try fixtures.decode(Tiny.self, "t5_tiny.json")
    let source = SineWeights(names: tiny.keys.map(\.name), scale: 0.08)
    let input = tokens(tiny.ids, tiny.mask)
    let whole = try T5Encoder(Self.tinyConfiguration, from: source).embeddings(input)
    #expect(whole.shape == [1, 8, 32] && tiny.out.count == 256)
    #expect(largestDifference(whole.scalars, tiny.out) < 1e-5)
    let streamed = try StreamedT5Encoder(Self.tinyConfiguration, from: source).embeddings(input)
    #expect(streamed == whole)
  }

  @Test("five other models, from transformers' own config.json, agree to 1e-4") func random() throws {
    for example in try fixtures.decode(Random.self, "t5_random.json").cases {
      let url = folder.url("config.json")
      try Data(json(example.config).utf8).write(to: url)
      let configuration = try T5Configuration(url)
      let shapes = Dictionary(uniqueKeysWithValues: example.keys.map { ($0.name, $0.shape) })
      #expect(configuration.tensorShapes == shapes.filter { $0.key != T5Configuration.tableNames[1] })
      let source = SineWeights(names: example.keys.map(\.name), scale: example.scale)
      let found = try T5Encoder(configuration, from: source)
        .embeddings(tokens(example.ids, example.mask)).scalars
      let kept = stride(from: 0, to: found.count, by: example.stride).map { found[$0] }
      let largest = example.out.map(abs).max() ?? 0
      #expect(kept.count == example.out.count)
      #expect(largestDifference(kept, example.out) < 1e-4 * (1 + largest), "\(example.name)")
    }
  }

  /// A value as JSON; strings in the fixtures need no escapes.
  private func json(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): "\"\(text)\""
    case .list(let list): "[\(list.map(json).joined(separator: ","))]"
    case .object(let object): "{\(object.map { "\"\($0)\":\(json($1))" }.joined(separator: ","))}"
    default: value.description
    }
  }

  @Test("the names and shapes of T5-XXL follow from its sizes") func fullSize() throws {
    let configuration = T5Configuration(
      vocabulary: 32128, width: 4096, depth: 24, heads: 64, headWidth: 64, innerWidth: 10240)
    let listed = try Fixtures.shared.shapes("keys/t5_xxl_encoder_keys.txt")
    let expected = Dictionary(uniqueKeysWithValues: listed.map { ($0.name, $0.shape) })
    #expect(configuration.tensorShapes == expected.filter { $0.key != "encoder.embed_tokens.weight" })
    #expect(configuration.parameterCount == 4_762_310_656)
  }

  @Test("a drawn encoder has the tensors of a state dict, and they load back") func stateDict() throws {
    var generator = TorchGenerator(seed: 5)
    let encoder = T5Encoder(Self.tinyConfiguration, &generator)
    let url = folder.url("model.safetensors")
    try encoder.save(to: url)
    let weights = WeightFiles(try SafetensorsFile(url))
    try weights.require(Self.tinyConfiguration.tensorShapes)
    let copy = try T5Encoder(Self.tinyConfiguration, from: weights)
    #expect(copy.namedTensors.map(\.tensor) == encoder.namedTensors.map(\.tensor))
  }

  @Test("a missing and a misshapen weight are errors that name them") func wrongWeights() throws {
    let source = SineWeights(names: ["shared.weight"], scale: 1)
    let missing = "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"
    for streamed in [false, true] {
      #expect(throws: CheckpointError(file: "sines", .missing(name: missing))) {
        if streamed {
          let tokens = [PromptTokenizer.Tokens(ids: [1], mask: [1])]
          _ = try StreamedT5Encoder(Self.tinyConfiguration, from: source).embeddings(tokens)
        } else {
          _ = try T5Encoder(Self.tinyConfiguration, from: source)
        }
      }
    }
  }

  /// Moves every parameter along its gradient.
  private struct Nudge: ModuleVisitor {
    let gradients: [Tensor]
    let step: Float
    var index = 0
    mutating func visit(_ weight: inout Weight) {
      weight.parameter.value = weight.parameter.value + step * gradients[index]
      index += 1
    }
  }

  @Test("a loss changes along its gradient as the gradient says") func gradient() throws {
    let configuration = T5Configuration(
      vocabulary: 12, width: 16, depth: 2, heads: 2, headWidth: 6, innerWidth: 20)
    var generator = TorchGenerator(seed: 11)
    let encoder = T5Encoder(configuration, &generator)
    let input = tokens([[3, 7, 7, 1, 0], [9, 4, 1, 0, 0]], [[1, 1, 1, 1, 0], [1, 1, 1, 0, 0]])
    let target = generator.normal([10, 16])
    func loss(_ encoder: T5Encoder) -> Variable {
      let states: Variable = encoder(input)
      return states.meanSquaredError(to: target)
    }
    let step = encoder.valueWithGradient(loss)
    func moved(_ distance: Float) -> Double {
      var copy = encoder
      var nudge = Nudge(gradients: step.gradients, step: distance)
      copy.accept(&nudge)
      return Double(copy.valueWithGradient(loss).value)
    }
    let distance = 5e-3 / step.norm
    let slope = (moved(Float(distance)) - moved(-Float(distance))) / (2 * distance)
    #expect(abs(slope - step.norm * step.norm) < 1e-2 * step.norm * step.norm)
    let states: Tensor = encoder(input)
    let recorded: Variable = encoder(input)
    #expect(states == recorded.value)
  }

  private struct Gradients: Decodable {
    let name: String
    let gradients: [String: [Double]]
  }

  @Test("gradients for every weight are torch's, to 1e-4 of their norms") func torchGradients() throws {
    let cases = try fixtures.decode(Random.self, "t5_random.json").cases
    for golden in try fixtures.decode([Gradients].self, "t5_gradients.json") {
      let example = try #require(cases.first { $0.name == golden.name })
      let url = folder.url("config.json")
      try Data(json(example.config).utf8).write(to: url)
      let source = SineWeights(names: example.keys.map(\.name), scale: example.scale)
      let encoder = try T5Encoder(T5Configuration(url), from: source)
      let count = example.ids.joined().count * encoder.configuration.width
      let weights = Tensor(
        shape: [example.ids.joined().count, encoder.configuration.width],
        scalars: (0..<count).map { Float(sin(0.3 * Double($0))) })
      let input = tokens(example.ids, example.mask)
      let step = encoder.valueWithGradient { encoder in
        let states: Variable = encoder(input)
        return states.sum(weightedBy: weights)
      }
      let named = encoder.gradientsInTorchLayout(step.gradients)
      #expect(Set(named.keys) == Set(golden.gradients.keys))
      for (name, gradient) in named {
        let expected = try #require(golden.gradients[name])
        let scalars = gradient.scalars.map(Double.init)
        let norm = scalars.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let projection = scalars.enumerated().reduce(0) { $0 + $1.1 * cos(0.5 * Double($1.0)) }
        let tolerance = 1e-4 * (expected[0] + 1e-1)
        #expect(abs(norm - expected[0]) < tolerance, "\(golden.name) \(name)")
        #expect(abs(projection - expected[1]) < tolerance, "\(golden.name) \(name)")
      }
    }
  }

  static let wrongConfigurations = [
    (#"{"model_type": "bert"}"#, "key 'model_type': expected 't5', found 'bert'"),
    (#"{"model_type": "t5", "feed_forward_proj": "relu"}"#, "key 'feed_forward_proj': expected 'gated-gelu'"),
    (#"{"model_type": "t5", "feed_forward_proj": "gated-gelu"}"#, "expected key 'vocab_size', found none"),
    (
      Self.configuration(#""d_model": "wide""#),
      "key 'd_model': expected an integer in 1...16384, found 'wide'"
    ),
    (Self.configuration(#""num_heads": 0"#), "key 'num_heads': expected an integer in 1...1024, found 0"),
    (Self.configuration(#""num_layers": 1.5"#), "key 'num_layers': expected an integer"),
    (
      Self.configuration(#""num_layers": 1000000"#),
      "key 'num_layers': expected an integer in 1...128, found 1000000"
    ),
    (
      Self.configuration(#""d_model": 1000000"#),
      "key 'd_model': expected an integer in 1...16384, found 1000000"
    ),
    (Self.configuration(#""num_layers": 1e300"#), "key 'num_layers': expected an integer"),
    (Self.configuration(#""pruned_heads": {"0": [1]}"#), "key 'pruned_heads': expected"),
    (Self.configuration(#""quantization_config": {"bits": 8}"#), "key 'quantization_config': expected null"),
    (Self.configuration(#""relative_attention_max_distance": 8"#), "more than 8, found 8"),
    ("[1]", "expected a JSON object"), ("", "expected a JSON object"),
    (
      String(repeating: "[", count: 100_000),
      "expected a JSON object, found JSON nested more than 64 levels deep in line 1, column 65"
    ),
  ]

  private static func configuration(_ change: String) -> String {
    #"{"model_type": "t5", "feed_forward_proj": "gated-gelu", "vocab_size": 64, "d_ff": 8, "d_kv": 8, "#
      + ["d_model", "num_heads", "num_layers"].filter { !change.contains($0) }.map { "\"\($0)\": 8, " }
      .joined()
      + change + "}"
  }

  @Test(
    "a configuration that asks for something else is an error that names the key",
    arguments: wrongConfigurations)
  func wrongConfiguration(text: String, message: String) throws {
    let url = folder.url("config.json")
    try Data(text.utf8).write(to: url)
    let error = #expect(throws: SettingsError.self) { try T5Configuration(url) }
    #expect(error.map { "\($0)".hasPrefix(url.path) && "\($0)".contains(message) } == true)
  }
}
