import Diffusion
import Foundation
import Tensors
import Testing

/// The golden runs' model: eps = 0.3 x + 0.1 sin(t / 100), and a code tanh(0.5 x).
struct ToyModel: NoisePredictor {
  var learnsVariance = false

  func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
    let offset = Float(0.1 * sin(Double(timestep) / 100))
    return NoisePrediction(
      noise: Tensor(shape: x.shape, scalars: x.scalars.map { 0.3 * $0 + offset }),
      varianceCode: learnsVariance ? Tensor(shape: x.shape, scalars: x.scalars.map { tanh(0.5 * $0) }) : nil)
  }
}

/// The best possible denoiser of images whose pixels are normal with this mean and deviation.
struct GaussianModel: NoisePredictor {
  let schedule: NoiseSchedule
  var mean = 0.4
  var deviation = 0.3

  func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
    let ratio = schedule.noiseRatio(at: timestep)
    let alpha = 1 / (1 + ratio * ratio).squareRoot()
    let sigma = ratio * alpha
    let slope = sigma / (alpha * alpha * deviation * deviation + sigma * sigma)
    return NoisePrediction(
      noise: Tensor(shape: x.shape, scalars: x.scalars.map { Float(slope * (Double($0) - alpha * mean)) }))
  }
}

@Suite struct SamplerTests {
  struct Run: Decodable {
    let sumPerStep: [Double]
    let final: [Float]
  }

  struct Runs: Decodable {
    let xInit: [Float]
    let ddimEta0, ddimEta0Clip, dpmpp2mMidpoint, unipcBh2Order2, heun, ifDdpmStrided30: Run
    let heunSigmas: [Double]
  }

  private let runs: Runs
  private let start: Tensor
  private let linear = NoiseSchedule.linear()
  private let none = TorchGenerator(seed: 0)

  init() throws {
    runs = try Golden.decode(Runs.self, "schedulers.json")
    start = Tensor(shape: [1, 3, 4, 4], scalars: runs.xInit).channelsLast
  }

  @Test("DDIM goes diffusers' way, with and without clipped estimates") func ddim() {
    let steps = Timesteps.leading(10)
    expect(DDIM(linear, steps: steps, streams: ImageStreams(none)), ToyModel(), runs.ddimEta0)
    expect(
      DDIM(linear, steps: steps, thresholding: .clipped, streams: ImageStreams(none)), ToyModel(),
      runs.ddimEta0Clip)
  }

  @Test("DPM-Solver++(2M) goes diffusers' way") func dpmSolver() {
    expect(
      DPMSolver(linear, steps: Timesteps.evenlySpaced(10)), ToyModel(), runs.dpmpp2mMidpoint)
  }

  @Test("UniPC goes diffusers' way") func uniPC() {
    expect(UniPC(linear, steps: Timesteps.evenlySpaced(10)), ToyModel(), runs.unipcBh2Order2)
  }

  @Test("Heun's method goes diffusers' way") func heun() {
    let method = HeunSampler(linear, .even(10, of: linear), streams: ImageStreams(none))
    for (index, sigma) in method.sigmas.enumerated() {
      #expect(abs(sigma - runs.heunSigmas[max(0, 2 * index - 1)]) < 1e-5 * sigma)
    }
    let golden = Run(
      sumPerStep: runs.heun.sumPerStep.enumerated().filter {
        $0.offset % 2 == 1 || $0.offset == 18
      }.map(\.element), final: runs.heun.final)
    expect(method, ToyModel(), golden, from: method.initialDeviation * start)
  }

  @Test("the family's DDPM with learned variance and dynamic thresholding goes diffusers' way") func ddpm() {
    let method = DDPM(
      .squaredCosine(), steps: Timesteps.strided(from: 990, by: 30),
      thresholding: .dynamic(ratio: 0.95, maximum: 1.5), streams: ImageStreams(TorchGenerator(seed: 1)))
    expect(method, ToyModel(learnsVariance: true), runs.ifDdpmStrided30)
  }

  @Test("images with streams of their own go the way that each goes alone") func streams() {
    func method(_ streams: ImageStreams) -> DDPM {
      DDPM(
        .squaredCosine(), steps: Timesteps.leading(7), thresholding: .dynamic(ratio: 0.95, maximum: 1.5),
        streams: streams)
    }
    var generators = (5..<8).map { TorchGenerator(seed: $0) }
    let noise = generators.indices.map { generators[$0].normalImages([1, 6, 4, 3]) }
    let batch = Tensor(shape: [3, 6, 4, 3], scalars: noise.flatMap(\.scalars))
    let together = Denoising(
      method(ImageStreams(each: generators)), ToyModel(learnsVariance: true), from: batch
    ).end
    let alone = zip(noise, generators).flatMap { x, generator in
      Denoising(method(ImageStreams(generator)), ToyModel(learnsVariance: true), from: x).end.scalars
    }
    #expect(together.scalars == alone)
    #expect(Set(alone).count > alone.count / 2, "each has noise of its own")
  }

  @Test("further samplers end where diffusers' do (Tests/Reference/make_samplers.py)") func further() throws {
    let golden = try Golden.decode([String: [Float]].self, "more_samplers.json")
    let (ten, seed) = (Timesteps.leading(10), TorchGenerator(seed: 1))
    let highest = linear.noiseRatio(at: 999)
    let karras = HeunSampler(
      linear, .edm(8, of: linear, from: highest), streams: ImageStreams(none))
    func check(
      _ name: String, _ method: some DenoisingMethod, _ tolerance: Float = 1e-5, isCut: Bool = false
    ) throws {
      let noise = method.initialDeviation * start
      let end = Denoising(method, ToyModel(), from: noise, endsAtLastTimestep: isCut).end
      Golden.expectClose(end.channelsFirst.scalars, try #require(golden[name]), tolerance, name)
    }
    try check("uniPCBh1", UniPC(linear, steps: Timesteps.evenlySpaced(12), variant: .bh1), isCut: true)
    try check("dpmSolver20", DPMSolver(linear, steps: Timesteps.evenlySpaced(20)))
    try check("ddimEta1", DDIM(linear, steps: ten, eta: 1, streams: ImageStreams(seed)))
    try check("ddpmPosterior", DDPM(linear, steps: ten, variance: .posterior, streams: ImageStreams(seed)))
    try check("ddpmBeta", DDPM(linear, steps: ten, variance: .beta, streams: ImageStreams(seed)))
    try check("heunKarras", karras, 1e-4)
  }

  private func expect(
    _ method: some DenoisingMethod, _ model: ToyModel, _ golden: Run, from start: Tensor? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let states = Array(Denoising(method, model, from: start ?? self.start))
    #expect(states.count == golden.sumPerStep.count + 1, sourceLocation: sourceLocation)
    for (state, sum) in zip(states.dropFirst(), golden.sumPerStep) {
      let scale = state.x.scalars.reduce(0) { $0 + abs(Double($1)) }
      let found = state.x.scalars.reduce(0) { $0 + Double($1) }
      #expect(abs(found - sum) < 1e-5 * (1 + scale), "index \(state.index)", sourceLocation: sourceLocation)
    }
    Golden.expectClose(
      states.last!.x.channelsFirst.scalars, golden.final, sourceLocation: sourceLocation)
  }

  @Test("every sampler turns noise into Gaussian data of the right mean and variance") func gaussian() {
    let schedule = NoiseSchedule.squaredCosine()
    let model = GaussianModel(schedule: schedule)
    let all = Timesteps.strided(from: 999, by: 3)
    let even = Timesteps.evenlySpaced(60)
    var generator = TorchGenerator(seed: 7)
    let noise = generator.normalImages([1, 64, 64, 3])
    let streams = ImageStreams(generator)
    let edm = NoiseLevels.edm(40, of: schedule, to: 0.02)
    let ends: [(String, Tensor)] = [
      (
        "DDPM, posterior",
        end(DDPM(schedule, steps: all, variance: .posterior, streams: streams), model, noise)
      ),
      ("DDPM, beta", end(DDPM(schedule, steps: all, variance: .beta, streams: streams), model, noise)),
      ("DDIM", end(DDIM(schedule, steps: all, streams: streams), model, noise)),
      ("DDIM, eta 1", end(DDIM(schedule, steps: all, eta: 1, streams: streams), model, noise)),
      ("DPM-Solver++", end(DPMSolver(schedule, steps: even), model, noise)),
      ("UniPC bh1", end(UniPC(schedule, steps: even, variant: .bh1), model, noise)),
      ("UniPC bh2", end(UniPC(schedule, steps: even), model, noise)),
      ("Heun", end(HeunSampler(schedule, .even(100, of: schedule), streams: streams), model, noise)),
      ("EDM", end(HeunSampler(schedule, edm, streams: streams), model, noise)),
      (
        "EDM with churn",
        end(
          HeunSampler(schedule, edm, churn: .init(amount: 10), streams: ImageStreams(none)), model, noise)
      ),
    ]
    for (name, x) in ends {
      let (mean, variance) = moments(x)
      // 12,288 values: deviations of 0.0027 and 1.3%; the rest is what few steps cost.
      #expect(abs(mean - 0.4) < 0.012, "\(name): mean \(mean)")
      #expect(abs(variance / 0.09 - 1) < 0.08, "\(name): variance \(variance)")
    }
  }

  private func end(_ method: some DenoisingMethod, _ model: GaussianModel, _ noise: Tensor) -> Tensor {
    Denoising(method, model, from: method.initialDeviation * noise).end
  }

  @Test("second-order samplers halve their error more than threefold", arguments: [0, 1, 2])
  func order(_ index: Int) {
    let schedule = NoiseSchedule.linear()
    let model = GaussianModel(schedule: schedule)
    var generator = TorchGenerator(seed: 7)
    let noise = generator.normalImages([1, 8, 8, 3])
    // On a part of the way where abar is smooth, against many steps of the same method.
    func end(_ steps: Int) -> Tensor {
      let list = (0...steps).map { 900 - 800 * $0 / steps }
      switch index {
      case 0:
        return Denoising(DPMSolver(schedule, steps: list), model, from: noise, endsAtLastTimestep: true).end
      case 1: return Denoising(UniPC(schedule, steps: list), model, from: noise, endsAtLastTimestep: true).end
      default:
        let sigmas = list.map { schedule.noiseRatio(at: Float($0)) }
        let method = HeunSampler(
          schedule, NoiseLevels(sigmas, of: schedule), streams: ImageStreams(none))
        return Denoising(method, model, from: Float(sigmas[0]) * noise, endsAtLastTimestep: true).end
      }
    }
    let exact = end(800)
    func error(_ steps: Int) -> Double { moments(end(steps) - exact).variance.squareRoot() }
    #expect(error(10) / error(20) > 3, "\(error(10)), \(error(20)), \(error(40))")
  }

  @Test("a denoising shows the start and one state a step, and can begin and end anywhere") func states() {
    let method = DDIM(linear, steps: Timesteps.leading(10), streams: ImageStreams(none))
    let states = Array(Denoising(method, ToyModel(), from: start, at: 6))
    #expect(states.map(\.index) == [6, 7, 8, 9, 10])
    #expect(states.map(\.timestep) == [300, 200, 100, 0, nil])
    #expect(states[0].x == start && states[0].estimate == nil)
    let stopped = Denoising(method, ToyModel(), from: start, at: 6, endsAtLastTimestep: true)
    #expect(stopped.map(\.index) == [6, 7, 8, 9] && stopped.end == states[3].x)
    #expect(Denoising(method, ToyModel(), from: start, at: 10).end == start)
    #expect(Denoising(method, ToyModel(), from: start).film(every: 4).map(\.index) == [0, 4, 8, 10])
  }

  @Test("a denoising gives the same images every time it is walked") func repeats() {
    let method = DDPM(linear, steps: Timesteps.leading(10), streams: ImageStreams(none))
    let denoising = Denoising(method, ToyModel(learnsVariance: true), from: start)
    #expect(denoising.end == denoising.end)
  }
}
