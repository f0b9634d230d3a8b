import Autograd
import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing
import Training

/// Networks that PyTorch trained (Tests/Reference/make_trained.py), evaluated and sampled from here.
@Suite struct TorchTrainedTests {
  private let file: SafetensorsFile

  init() throws {
    file = try SafetensorsFile(fixtures.url("torch_trained.safetensors"))
  }

  private func network(
    _ variant: UNetConfiguration.Variant, _ conditioning: UNetConfiguration.Conditioning
  ) throws -> UNet {
    var generator = TorchGenerator(seed: 1)
    var network = UNet(
      UNetConfiguration(width: 4, variant: variant, conditioning: conditioning), &generator)
    try network.load(from: file, prefix: "\(variant).\(conditioning.rawValue).network.")
    return network
  }

  /// [N, 1, 28, 28] in the file; with one channel [N, 28, 28, 1] lies in memory alike.
  private func images(_ name: String) throws -> Tensor {
    let images = try file.tensor(named: name)
    return images.reshaped(to: [images.shape[0], 28, 28, 1])
  }

  @Test(
    "what torch's networks answer in evaluation mode comes out to 1e-5 of its scale",
    arguments: UNetConfiguration.Variant.allCases, UNetConfiguration.Conditioning.allCases)
  func evaluation(variant: UNetConfiguration.Variant, conditioning: UNetConfiguration.Conditioning) throws {
    let name = "\(variant).\(conditioning.rawValue)"
    let time = Tensor(shape: [2, 1], scalars: [0.25, 0.75])
    let condition: Condition<Tensor>? =
      switch conditioning {
      case .none: nil
      case .time: Condition(time: time)
      case .classes: Condition(time: time, label: Tensor(oneHot: [7, 0], count: 10))
      }
    let output = try network(variant, conditioning)(images("\(name).input"), condition)
    try expectClose(output, images("\(name).output"), 1e-5)
  }

  @Test(
    "a sample of five steps, guided by 5 where there are classes, comes out to 1e-4 of its scale",
    arguments: UNetConfiguration.Variant.allCases, [UNetConfiguration.Conditioning.time, .classes])
  func sample(variant: UNetConfiguration.Variant, conditioning: UNetConfiguration.Conditioning) throws {
    let field = UNetField(network: try network(variant, conditioning))
    var generator = TorchGenerator(seed: 5)
    let noise = generator.normalImages([2, 28, 28, 1])
    let end =
      conditioning == .time
      ? Trajectory(of: field, from: noise, steps: 5).end
      : Trajectory(of: Guided(field, labels: [3, 8], scale: 5), from: noise, steps: 5).end
    try expectClose(end, images("\(variant).\(conditioning.rawValue).sample"), 1e-4)
  }

  private func expectClose(_ found: Tensor, _ expected: Tensor, _ tolerance: Float) {
    let scale = Double(expected.scalars.reduce(0) { max($0, abs($1)) })
    let error = largestDifference(found.scalars, expected.scalars)
    #expect(error <= Double(tolerance) * scale, "error \(error) at scale \(scale)")
  }
}
