import Diffusion
import Foundation
import Tensors
import Testing

/// Predicts the mean of the text as noise everywhere, and counts its evaluations.
private final class TextModel: PromptedNoisePredictor {
  private(set) var batches: [Int] = []

  func prediction(for x: Tensor, at timestep: Float, text: Tensor) -> NoisePrediction {
    batches.append(x.shape[0])
    let size = x.count / x.shape[0]
    let rows = (0..<x.shape[0]).map { moments(text.gathering([$0])).mean }
    return NoisePrediction(
      noise: Tensor(shape: x.shape, scalars: (0..<x.count).map { Float(rows[$0 / size]) }),
      varianceCode: Tensor(shape: x.shape, scalars: (0..<x.count).map { Float(-rows[$0 / size]) }))
  }
}

@Suite struct EditingTests {
  private let schedule = NoiseSchedule.squaredCosine()
  private let steps = Timesteps.strided(from: 990, by: 30)
  private let x = Tensor(repeating: 0, shape: [2, 4, 4, 3])

  private func text(_ value: Float) -> Tensor { Tensor(repeating: value, shape: [1, 5, 8]) }

  @Test("guidance goes past the text and away from the negative; the variance is the text's alone")
  func guidance() {
    let model = TextModel()
    let guided = GuidedNoise(model, text: text(3), negative: text(1), scale: 7)
    let found = guided.prediction(for: x, at: 500)
    #expect(found.noise == Tensor(repeating: 15, shape: x.shape))
    #expect(found.varianceCode == Tensor(repeating: -3, shape: x.shape))
    #expect(model.batches == [4])
  }

  @Test("guidance 1 is the plain conditional model, evaluated once") func plain() {
    let model = TextModel()
    let guided = GuidedNoise(model, text: text(0.1), negative: text(9), scale: 1)
    let found = guided.prediction(for: x, at: 1)
    let plain = model.prediction(for: x, at: 1, text: text(0.1).gathering([0, 0]))
    #expect(found.noise == plain.noise && found.varianceCode == plain.varianceCode)
    #expect(model.batches == [2, 2])
  }

  @Test("a network of velocities is read as one of noise") func velocity() {
    struct Velocity: NoisePredictor {
      let image, noise: Tensor
      let alphaBar: Float
      func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
        NoisePrediction(noise: alphaBar.squareRoot() * noise - (1 - alphaBar).squareRoot() * image)
      }
    }
    var generator = TorchGenerator(seed: 1)
    let (image, noise) = (generator.uniform([1, 4, 4, 3]), generator.normal([1, 4, 4, 3]))
    let model = Velocity(image: image, noise: noise, alphaBar: schedule.alphaBar(at: 400))
    let noised = schedule.noised(image, with: noise, at: 400)
    let found = NoiseFromVelocity(model, schedule).prediction(for: noised, at: 400)
    Golden.expectClose(found.noise.scalars, noise.scalars)
  }

  private func ddpm(_ seed: UInt64) -> DDPM {
    DDPM(schedule, steps: steps, streams: ImageStreams(TorchGenerator(seed: seed)))
  }

  @Test("an edit from behind the last index returns the image, and an early one forgets it") func sdEdit() {
    let (method, model) = (ddpm(1), GaussianModel(schedule: schedule))
    var generator = TorchGenerator(seed: 3)
    let image = generator.uniform([1, 32, 32, 3])
    func edit(from first: Int, endsAtLastTimestep: Bool = false) -> Tensor {
      let timestep = first < method.timesteps.count ? Int(method.timesteps[first]) : -1
      let noised = schedule.noised(image, with: generator.normalImages(image.shape), at: timestep)
      return Denoising(method, model, from: noised, at: first, endsAtLastTimestep: endsAtLastTimestep).end
    }
    let edits = [1, 20, 30, 34].map { edit(from: $0) }
    #expect(edits[3] == image)
    let distances = edits.map { moments($0 - image).variance }
    #expect(distances[0] > distances[1] && distances[1] > distances[2] && distances[2] > 0)
    #expect(abs(moments(edits[0]).mean - 0.4) < 0.02)
    let stopped = edit(from: 33, endsAtLastTimestep: true)
    #expect(moments(stopped - image).variance < 1e-4)
  }

  struct Repaint: CustomTestStringConvertible {
    let resampling: (jump: Int, repetitions: Int)?
    let endsAtLast: Bool
    var testDescription: String { "\(resampling.map { "\($0)" } ?? "straight down"), \(endsAtLast)" }
  }

  @Test(
    "inpainting leaves the known region exactly as it was and fills the rest with what the model knows",
    arguments: [
      Repaint(resampling: nil, endsAtLast: false), Repaint(resampling: nil, endsAtLast: true),
      Repaint(resampling: (4, 3), endsAtLast: false),
    ])
  func inpainting(_ a: Repaint) {
    var generator = TorchGenerator(seed: 3)
    let image = generator.uniform([1, 32, 32, 3])
    let mask = Tensor(shape: [32, 32], scalars: (0..<1024).map { $0 % 32 < 20 ? 1 : 0 })
    let resampling = a.resampling.map {
      Inpainting<DDPM, GaussianModel>.Resampling(jump: $0.jump, repetitions: $0.repetitions)
    }
    let inpainting = Inpainting(
      ddpm(2), GaussianModel(schedule: schedule), schedule, image: image, mask: mask,
      from: generator.normalImages(image.shape), endsAtLastTimestep: a.endsAtLast, resampling: resampling,
      generator: generator)
    let end = inpainting.end
    let values = (end.scalars, image.scalars)
    let known = values.0.indices.filter { $0 / 3 % 32 >= 20 }
    #expect(known.allSatisfy { values.0[$0] == values.1[$0] })
    let filled = values.0.indices.filter { $0 / 3 % 32 < 20 }.map { values.0[$0] }
    let (mean, variance) = moments(Tensor(shape: [filled.count], scalars: filled))
    #expect(abs(mean - 0.4) < 0.05 && abs(variance / 0.09 - 1) < 0.35, "\(mean), \(variance)")
  }

  @Test("resampling walks every stretch as often as it is told") func path() {
    typealias Filling = Inpainting<DDPM, GaussianModel>
    #expect(Filling.path(from: 2, to: 5, nil) == [2, 3, 4, 5])
    #expect(
      Filling.path(from: 0, to: 3, .init(jump: 2, repetitions: 2))
        == [0, 1, 2, 1, 0, 1, 2, 3, 2, 3])
  }

  @Test("enlarging keeps the corners and goes straight between pixels") func enlarging() {
    let image = Tensor(shape: [1, 2, 2, 1], scalars: [0, 3, 6, 9])
    let found = image.enlarged(height: 4, width: 4).scalars
    let expected = (0..<16).map { Float($0 / 4 * 2 + $0 % 4) }
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(image.enlarged(height: 2, width: 2) == image)
  }

  @Test("a second stage sees the enlarged image, noised once, behind the noisy one") func superResolution() {
    struct Echo: PromptedNoisePredictor {
      func prediction(for x: Tensor, at timestep: Float, text: Tensor) -> NoisePrediction {
        NoisePrediction(noise: ChannelSlice.value(x, 3..<6), varianceCode: ChannelSlice.value(x, 0..<3))
      }
    }
    var generator = TorchGenerator(seed: 5)
    let image = generator.uniform([1, 4, 4, 3])
    var streams = ImageStreams(generator)
    let noised = SuperResolution(
      Echo(), image: image, height: 16, width: 16, noiseLevel: 250, schedule, &streams)
    let x = generator.normal([1, 16, 16, 3])
    let found = noised.prediction(for: x, at: 3, text: x)
    #expect(found.varianceCode == x && found.noise == noised.conditioning)
    let rest =
      noised.conditioning - schedule.alphaBar(at: 250).squareRoot() * image.enlarged(height: 16, width: 16)
    let expected = Double(1 - schedule.alphaBar(at: 250))
    #expect(abs(moments(rest).variance / expected - 1) < 0.25)
  }

  @Test("Gaussian kernels are torchvision's", arguments: [(5, 1.0), (5, 2.0), (7, 2.0), (9, 3.0), (33, 2.0)])
  func kernels(size: Int, sigma: Double) throws {
    let golden = try Golden.decode([String: [Float]].self, "gauss_kernels.json")
    Golden.expectClose(
      GaussianBlur(size: size, sigma: sigma).weights, try #require(golden["k\(size)_s\(sigma)"]))
  }

  @Test("a blur mirrors the border without repeating it") func reflection() {
    let blur = GaussianBlur(size: 5, sigma: 1)
    let image = Tensor(shape: [1, 3, 4, 1], scalars: (0..<12).map { Float($0 * $0) })
    let found = blur(image).scalars
    func mirrored(_ index: Int, _ count: Int) -> Int {
      index < 0 ? -index : index >= count ? 2 * (count - 1) - index : index
    }
    for row in 0..<3 {
      for column in 0..<4 {
        var sum = 0.0
        for dy in -2...2 {
          for dx in -2...2 {
            let (y, x) = (mirrored(row + dy, 3), mirrored(column + dx, 4))
            sum += Double(blur.weights[dy + 2] * blur.weights[dx + 2]) * Double((y * 4 + x) * (y * 4 + x))
          }
        }
        #expect(abs(Double(found[row * 4 + column]) - sum) < 1e-4)
      }
    }
  }
}
