import Autograd
import Diffusion
import Networks
import Tensors

/// Training steps and evaluations of the MNIST UNet, as the write-up has it.
struct NetworkCase: BenchmarkCase {
  let width, batch: Int
  var runs = 5

  var name: String { "network D=\(width) batch \(batch)" }

  static let all = [
    NetworkCase(width: 8, batch: 64), NetworkCase(width: 32, batch: 64), NetworkCase(width: 64, batch: 64),
    NetworkCase(width: 128, batch: 64), NetworkCase(width: 128, batch: 256, runs: 1),
  ]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    var network = UNet(UNetConfiguration(width: width), &generator)
    var adam = Adam(for: network)
    let images = generator.uniform([batch, 28, 28, 1])
    let steps = (0..<runs + 1).map { _ in
      step(&network, &adam, DenoisingObjective.noise(sigma: 0.5).batch(of: images, &generator))
    }.dropFirst().sorted { $0.total < $1.total }
    let median = steps[steps.count / 2]
    let evaluation = Stopwatch.median(of: runs) { _ = network(images) }
    return BenchmarkResult(
      name: name,
      values: [
        "step ms": median.total, "step images/s": 1e3 * Double(batch) / median.total,
        "forward ms": median.forward, "backward ms": median.backward, "update ms": median.update,
        "evaluation ms": evaluation, "evaluation images/s": 1e3 * Double(batch) / evaluation,
        "peak MB": PeakMemory.megabytes,
      ])
  }

  /// Milliseconds of the phases of a training step.
  private struct Phases {
    var forward = 0.0
    var backward = 0.0
    var update = 0.0
    var total: Double { forward + backward + update }
  }

  private func step(_ network: inout UNet, _ adam: inout Adam, _ batch: DenoisingBatch) -> Phases {
    var (phases, gradient) = (Phases(), LossGradient?.none)
    let both = Stopwatch.milliseconds {
      gradient = network.valueWithGradient { network in
        var loss = Variable(batch.input)
        phases.forward = Stopwatch.milliseconds {
          loss = network(Variable(batch.input)).meanSquaredError(to: batch.target)
        }
        return loss
      }
    }
    phases.backward = both - phases.forward
    phases.update = Stopwatch.milliseconds {
      guard let gradient else { return }
      network.update(with: gradient)
      adam.update(&network, gradients: gradient.gradients, learningRate: 1e-3)
    }
    return phases
  }
}
