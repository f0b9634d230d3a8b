import Autograd
import Diffusion
import Networks
import Tensors

/// Training steps and evaluations of the MNIST UNet, as the write-up has it: a denoiser, or a flow with classes.
struct NetworkCase: BenchmarkCase {
  let width, batch: Int
  var isFlow = false
  var runs = 5

  var name: String { "network \(isFlow ? "class-conditional " : "")D=\(width) batch \(batch)" }

  static let all = [
    NetworkCase(width: 8, batch: 64), NetworkCase(width: 16, batch: 64), NetworkCase(width: 32, batch: 64),
    NetworkCase(width: 64, batch: 64),
    NetworkCase(width: 64, batch: 64, isFlow: true), NetworkCase(width: 128, batch: 64),
    NetworkCase(width: 128, batch: 256, runs: 1),
  ]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let configuration = UNetConfiguration(width: width, conditioning: isFlow ? .classes : .none)
    var network = UNet(configuration, &generator)
    var adam = Adam(for: network)
    var examples = ExampleSource(isFlow: isFlow, generator)
    let steps = (0..<runs + 1).map { _ in step(&network, &adam, &examples) }
      .dropFirst().sorted { $0.total < $1.total }
    let (median, peak) = (steps[steps.count / 2], PeakMemory.megabytes)
    let example = examples.noised(examples.gathered(batch))
    let evaluation = Stopwatch.median(of: runs) { _ = network(example.input, example.condition { $0 }) }
    return BenchmarkResult(
      name: name,
      values: [
        "step ms": median.total, "step images/s": 1e3 * Double(batch) / median.total,
        "gathering ms": median.gathering, "noise ms": median.noise, "forward ms": median.forward,
        "backward ms": median.backward, "update ms": median.update, "evaluation ms": evaluation,
        "evaluation images/s": 1e3 * Double(batch) / evaluation, "peak MB": peak,
      ])
  }

  /// Milliseconds of the phases of a training step.
  private struct Phases {
    /// Copying the batch's images from those of an epoch.
    var gathering = 0.0
    /// Drawing the noise, and for a flow times and dropped classes, and laying it over the images.
    var noise = 0.0
    var forward = 0.0
    var backward = 0.0
    var update = 0.0
    var total: Double { gathering + noise + forward + backward + update }
  }

  private func step(_ network: inout UNet, _ adam: inout Adam, _ examples: inout ExampleSource) -> Phases {
    var (phases, gradient) = (Phases(), LossGradient?.none)
    var images = ExampleSource.Images()
    phases.gathering = Stopwatch.milliseconds { images = examples.gathered(batch) }
    var example = Example(input: images.tensor, target: images.tensor)
    phases.noise = Stopwatch.milliseconds { example = examples.noised(images) }
    let both = Stopwatch.milliseconds {
      gradient = network.valueWithGradient { network in
        var loss = Variable(example.input)
        phases.forward = Stopwatch.milliseconds {
          let output = network(Variable(example.input), example.condition { Variable($0) })
          loss = output.meanSquaredError(to: example.target)
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
