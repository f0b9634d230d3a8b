import Diffusion
import Foundation
import Networks
import Tensors
import Testing
import Training

/// Ten steps on real digits against PyTorch; needs `mnist/train-images-idx3-ubyte` in the data folder
/// (`REPORT_DATA`, or ~/.cache/report/data).
@Suite struct TorchTrainingTests {
  private struct Record: Decodable {
    let width, batchSize, images: Int
    let sigma, drop, learningRate: Double
    let seed: UInt64
    let losses: [Float]
  }

  private static let folder: URL = {
    let folder =
      ProcessInfo.processInfo.environment["REPORT_DATA"].map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache/report/data")
    return folder.appendingPathComponent("mnist")
  }()

  private static func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  @Test(
    "ten steps on MNIST have the losses of PyTorch",
    .enabled(if: FileManager.default.fileExists(atPath: file("train-images-idx3-ubyte").path)),
    arguments: UNetConfiguration.Variant.allCases, UNetConfiguration.Conditioning.allCases)
  func losses(variant: UNetConfiguration.Variant, conditioning: UNetConfiguration.Conditioning) throws {
    let name = "training_\(variant)" + (conditioning == .none ? "" : "_\(conditioning.rawValue)")
    let record = try fixtures.decode(Record.self, "\(name).json")
    let configuration = TrainingConfiguration(
      network: UNetConfiguration(width: record.width, variant: variant, conditioning: conditioning),
      objective: conditioning == .none
        ? .denoising(.noise(sigma: record.sigma)) : .flowMatching(FlowMatching(dropProbability: record.drop)),
      epochs: 1, batchSize: record.batchSize, learningRate: .constant(record.learningRate), seed: record.seed)
    var run = TrainingRun(
      configuration, images: try images(record.images), labels: try labels(record.images))
    for expected in record.losses {
      let loss = try run.step()
      #expect(abs(loss - expected) < 1e-3 * (0.1 + expected))
    }
  }

  private func images(_ count: Int) throws -> Tensor {
    let file = try Data(contentsOf: Self.file("train-images-idx3-ubyte"), options: .mappedIfSafe)
    let bytes = file.dropFirst(16).prefix(count * 784)
    return Tensor(shape: [count, 28, 28, 1], scalars: bytes.map { Float($0) / 255 })
  }

  private func labels(_ count: Int) throws -> [UInt8] {
    Array(try Data(contentsOf: Self.file("train-labels-idx1-ubyte")).dropFirst(8).prefix(count))
  }
}
