import Diffusion
import Models
import Networks
import Tensors
import Training

/// Digits drawn from a class-conditional flow by guided Euler steps, both halves of the guidance in one batch.
struct SamplingCase: BenchmarkCase {
  let width, images, steps: Int
  var runs = 1

  var name: String { "sampling D=\(width) \(images) digits \(steps) guided steps" }

  static let all = [SamplingCase(width: 64, images: 40, steps: 50)]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let configuration = UNetConfiguration(width: width, conditioning: .classes)
    let field = UNetField(network: UNet(configuration, &generator))
    let labels = (0..<images).map { $0 % UNetConfiguration.classCount }
    let guided = Guided(field, labels: labels, scale: 5)
    let noise = generator.normalImages([images, 28, 28, 1])
    _ = Trajectory(of: guided, from: noise, steps: 2).end  // threads find their cores and memory its place
    let times = (0..<runs).map { _ in
      Stopwatch.milliseconds { _ = Trajectory(of: guided, from: noise, steps: steps).end }
    }
    let median = times.sorted()[runs / 2]
    return BenchmarkResult(
      name: name,
      values: ["sampling ms": median, "sampling images/s": 1e3 * Double(images) / median])
  }
}
