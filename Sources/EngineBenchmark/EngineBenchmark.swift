import Diffusion
import Foundation
import Networks
import Tensors
import Training

/// Times training steps and evaluations of the MNIST UNet.
///
/// usage: EngineBenchmark [WIDTH [BATCH [STEPS [writeup|official]]]]
@main struct EngineBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let numbers = arguments.compactMap { Int($0) }
    let (width, batch) = (numbers.first ?? 64, numbers.dropFirst().first ?? 64)
    let steps = numbers.dropFirst(2).first ?? 7
    let variant = arguments.last.flatMap(UNetConfiguration.Variant.init) ?? .writeup
    var generator = TorchGenerator(seed: 0)
    let images = generator.uniform([batch, 28, 28, 1])
    let configuration = TrainingConfiguration(
      network: UNetConfiguration(width: width, variant: variant), objective: .noise(sigma: 0.5),
      epochs: steps + 2, batchSize: batch, learningRate: 1e-3, seed: 0)
    var run = TrainingRun(configuration, images: images)
    let train = try median(of: steps) { _ = try run.step() }
    let forward = median(of: steps) { _ = run.network(images) }
    print(
      "\(variant) D=\(width) batch \(batch), \(WorkerThreads.count) threads:",
      "step \(rounded(train)) ms (\(rounded(Double(batch) / train * 1e3)) images/s),",
      "forward \(rounded(forward)) ms (\(rounded(Double(batch) / forward * 1e3)) images/s)")
  }

  /// Milliseconds, after two runs that do not count.
  private static func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    let times = try (0..<runs + 2).map { _ in
      let start = DispatchTime.now().uptimeNanoseconds
      try body()
      return Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-6
    }
    return times.dropFirst(2).sorted()[runs / 2]
  }

  private static func rounded(_ value: Double) -> String { String(format: "%.1f", value) }
}
