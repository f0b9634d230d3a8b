import Autograd
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct UNetTests {
  private struct Golden: Decodable {
    struct Run: Decodable {
      let paramOrder: [Parameter]
      let paramSum: [String: Double]
      let losses: [Float]
      let out0First8: [Float]
      let out0Sum: Double
      let gradNorms0: [String: Double]
    }
    struct Parameter: Decodable {
      let name: String
      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        name = try container.decode(String.self)
      }
    }
    let u, t, c: Run
  }

  private let golden: [UNetConfiguration.Conditioning: Golden.Run]

  init() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { path in
      let name = path.last!.stringValue
      // Only the record's own keys are converted: the others are tensor names.
      let own = ["param_order", "param_sum", "out0_first8", "out0_sum", "grad_norms0"]
      guard own.contains(name) else { return Key(name) }
      let words = name.split(separator: "_")
      return Key(words[0] + words.dropFirst().map(\.capitalized).joined())
    }
    let runs = try fixtures.decode(Golden.self, "unet_d4.json", by: decoder)
    golden = [.none: runs.u, .time: runs.t, .classes: runs.c]
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  @Test(
    "initialisation, output, gradients and losses of the course's networks are torch's",
    arguments: UNetConfiguration.Conditioning.allCases)
  func course(_ conditioning: UNetConfiguration.Conditioning) throws {
    let golden = try #require(golden[conditioning])
    var initial = TorchGenerator(seed: 0)
    var network = UNet(
      UNetConfiguration(width: 4, variant: .official, conditioning: conditioning), &initial)
    var adam = Adam(for: network)
    for (parameter, order) in zip(network.parameters, golden.paramOrder) {
      expectClose(parameter.scalars.reduce(0) { $0 + Double($1) }, golden.paramSum[order.name]!, 1e-5)
    }
    var generator = TorchGenerator(seed: 123)
    let images = generator.uniform([4, 28, 28, 1])
    for (step, expected) in golden.losses.enumerated() {
      let batch = CourseBatch(images, conditioning, &generator)
      let result = network.valueWithGradient { network in
        let output = network(Variable(batch.input), batch.condition)
        if step == 0 { check(output.value, golden) }
        return output.meanSquaredError(to: batch.target)
      }
      if step == 0 { check(result.gradients, golden) }
      expectClose(Double(result.value), Double(expected), 1e-4)
      adam.update(&network, gradients: result.gradients, learningRate: 1e-2 * pow(0.1, Double(step) / 10))
    }
  }

  /// What the golden program draws for a step: noise, times, kept labels, whatever the network is told of them.
  private struct CourseBatch {
    let input: Tensor
    let target: Tensor
    let condition: Condition<Variable>?

    init(_ images: Tensor, _ conditioning: UNetConfiguration.Conditioning, _ generator: inout TorchGenerator)
    {
      let noise = generator.normalImages(images.shape)
      let times = generator.uniform([4]).scalars
      let keeps = generator.uniform([4]).scalars.map { $0 >= 0.1 }
      guard conditioning != .none else {
        (input, target, condition) = (images + 0.5 * noise, images, nil)
        return
      }
      let pixels = images.count / 4
      let mixed = zip(images.scalars, noise.scalars).enumerated().map { index, pair in
        (1 - times[index / pixels]) * pair.1 + times[index / pixels] * pair.0
      }
      input = Tensor(shape: images.shape, scalars: mixed)
      target = images + -1 * noise
      let labels = zip([3, 1, 4, 1], keeps).flatMap { label, isKept in
        (0..<10).map { Float($0 == label && isKept ? 1 : 0) }
      }
      condition = Condition(
        time: Variable(Tensor(shape: [4, 1], scalars: times)),
        label: conditioning == .time ? nil : Variable(Tensor(shape: [4, 10], scalars: labels)))
    }
  }

  private func check(_ output: Tensor, _ golden: Golden.Run) {
    for (found, expected) in zip(output.scalars, golden.out0First8) {
      expectClose(Double(found), Double(expected), 1e-5)
    }
    expectClose(output.scalars.reduce(0) { $0 + Double($1) }, golden.out0Sum, 1e-5)
  }

  private func check(_ gradients: [Tensor], _ golden: Golden.Run) {
    #expect(gradients.count == golden.paramOrder.count)
    for (gradient, order) in zip(gradients, golden.paramOrder) {
      let norm = gradient.scalars.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      expectClose(norm, golden.gradNorms0[order.name]!, 1e-4)
    }
  }

  @Test("a checkpoint written by torch evaluates as in torch") func torchCheckpoint() throws {
    struct Record: Decodable { let input, output: [Float] }
    let record = try fixtures.decode(Record.self, "torch_unet.json")
    var generator = TorchGenerator(seed: 99)
    var network = UNet(UNetConfiguration(width: 2), &generator)
    try network.load(from: fixtures.url("torch_unet.safetensors"))
    let output = network(Tensor(shape: [2, 28, 28, 1], scalars: record.input))
    for (found, expected) in zip(output.scalars, record.output) {
      expectClose(Double(found), Double(expected), 1e-5)
    }
  }

  @Test(
    "conditional networks have as many parameters as in torch",
    arguments: [
      (UNetConfiguration.Variant.official, UNetConfiguration.Conditioning.time, 1_996_417),
      (.official, .classes, 2_019_201), (.writeup, .time, 2_558_337), (.writeup, .classes, 2_594_177),
    ])
  func counts(
    variant: UNetConfiguration.Variant, conditioning: UNetConfiguration.Conditioning, expected: Int
  ) {
    var generator = TorchGenerator(seed: 0)
    let configuration = UNetConfiguration(width: 64, variant: variant, conditioning: conditioning)
    #expect(UNet(configuration, &generator).parameterCount == expected)
  }

  @Test(
    "both variants have as many parameters as in torch",
    arguments: [(UNetConfiguration.Variant.official, 7_891_073), (.writeup, 10_087_681)])
  func counts(variant: UNetConfiguration.Variant, expected: Int) {
    var generator = TorchGenerator(seed: 0)
    #expect(UNet(UNetConfiguration(width: 128, variant: variant), &generator).parameterCount == expected)
  }
}

/// Absolute plus relative tolerance.
func expectClose(
  _ found: Double, _ expected: Double, _ tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    abs(found - expected) <= tolerance * (0.1 + abs(expected)), "found \(found), expected \(expected)",
    sourceLocation: sourceLocation)
}
