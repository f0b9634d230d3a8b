import Diffusion
import Foundation
import Tensors
import Testing

@Suite struct ScheduleTests {
  private struct GoldenSchedule: Decodable {
    let betas: [Float]
    let alphasCumprod: [Float]
  }

  @Test("the cosine schedule is diffusers', every beta and every abar to 1e-6 of itself") func cosine() throws
  {
    let golden = try Golden.decode(GoldenSchedule.self, "if_schedule.json")
    let schedule = NoiseSchedule.squaredCosine()
    #expect(schedule.count == 1000)
    for index in 0..<1000 {
      #expect(abs(schedule.betas[index] - golden.betas[index]) <= 1e-6 * golden.betas[index])
      #expect(
        abs(schedule.alphaBars[index] - golden.alphasCumprod[index]) <= 2e-6 * golden.alphasCumprod[index])
    }
  }

  @Test("abar at the write-up's timesteps") func writeUp() {
    let schedule = NoiseSchedule.squaredCosine()
    let found = [250, 500, 750, 690].map { schedule.alphaBar(at: $0) }
    Golden.expectClose(found, [0.8458880186, 0.4922850430, 0.1431786567, 0.2145230025], 1e-6)
    #expect(schedule.alphaBar(at: -1) == 1)
  }

  @Test("strided, leading and evenly spaced timesteps") func spacing() {
    let strided = Timesteps.strided(from: 990, by: 30)
    #expect(strided.count == 34 && strided.first == 990 && strided.last == 0 && strided[10] == 690)
    #expect(Timesteps.leading(10) == [900, 800, 700, 600, 500, 400, 300, 200, 100, 0])
    #expect(Timesteps.evenlySpaced(10) == [999, 899, 799, 699, 599, 500, 400, 300, 200, 100])
  }

  @Test("the named lists follow from their sections") func named() {
    let fast27 = [
      999, 800, 799, 600, 599, 500, 400, 399, 377, 355, 333, 311, 288, 266, 244, 222, 200, 199, 177, 155,
      133, 111, 88, 66, 44, 22, 0,
    ]
    let smart27 = [
      999, 976, 952, 928, 905, 882, 858, 857, 810, 762, 715, 714, 572, 429, 428, 286, 285, 238, 190, 143,
      142, 118, 95, 71, 47, 24, 0,
    ]
    #expect(Timesteps.Named.fast27.timesteps == fast27)
    #expect(Timesteps.Named.smart27.timesteps == smart27)
    let counts = [Timesteps.Named.smart50, .smart100, .smart185].map(\.timesteps.count)
    #expect(counts == [50, 100, 185])
  }

  @Test(
    "the learned variance ranges from the posterior's to beta",
    arguments: [
      (990, 960, -0.0582902, -0.0547905 as Float), (690, 660, -1.9111993, -1.8595010),
      (30, 0, -10.106224, -5.656974), (0, -1, -46.0517, -10.0945),
    ] as [(Int, Int, Float, Float)])
  func learnedRange(timestep: Int, previous: Int, low: Float, high: Float) {
    let step = ReverseStep(.squaredCosine(), from: timestep, to: previous)
    let found = step.logVariance(code: Tensor(shape: [3], scalars: [-1, 1, 0])).scalars
    Golden.expectClose(Array(found[..<2]), [low, high], 2e-5)
    #expect(abs(found[2] - (low + high) / 2) < 1e-3)
  }

  @Test("noise ratios and timesteps are inverse to each other") func ratios() {
    let schedule = NoiseSchedule.squaredCosine()
    for timestep: Float in [0, 1, 250, 999] {
      #expect(abs(schedule.timestep(ofNoiseRatio: schedule.noiseRatio(at: timestep)) - timestep) < 1e-2)
    }
    #expect(schedule.timestep(ofNoiseRatio: 0) == 0 && schedule.timestep(ofNoiseRatio: 1e9) == 999)
  }

  @Test("noised images have the marginals of the schedule") func marginals() {
    let schedule = NoiseSchedule.squaredCosine()
    var generator = TorchGenerator(seed: 2)
    let image = Tensor(repeating: 0.5, shape: [1, 64, 64, 3])
    for timestep in [250, 750] {
      let x = schedule.noised(image, with: generator.normalImages(image.shape), at: timestep)
      let alphaBar = Double(schedule.alphaBar(at: timestep))
      let (mean, variance) = moments(x)
      #expect(abs(mean - 0.5 * alphaBar.squareRoot()) < 4 * ((1 - alphaBar) / 12288).squareRoot())
      #expect(abs(variance / (1 - alphaBar) - 1) < 4 * (2.0 / 12288).squareRoot())
    }
  }

  @Test("the one-step estimate undoes the noise that it is told") func estimate() {
    let schedule = NoiseSchedule.squaredCosine()
    var generator = TorchGenerator(seed: 2)
    let (image, noise) = (generator.uniform([2, 4, 4, 3]), generator.normal([2, 4, 4, 3]))
    let noised = schedule.noised(image, with: noise, at: [500, 500])
    #expect(noised == schedule.noised(image, with: noise, at: 500))
    Golden.expectClose(schedule.cleanEstimate(noised, noise: noise, at: 500).scalars, image.scalars)
    #expect(schedule.noised(image, with: noise, at: -1) == image)
  }

  @Test("dynamic thresholding takes the quantile of each image by itself") func thresholding() {
    let values = (0..<40).map { Float($0) / 10 - 2 } + (0..<40).map { Float($0) / 400 }
    let x = Tensor(shape: [2, 40], scalars: values)
    let found = Thresholding.dynamic(ratio: 0.95, maximum: 10)(x).scalars
    // |x| of the first: 0, 0.1, 0.1, ..., 1.9, 1.9, 2; rank 0.95 * 39 = 37.05.
    let s: Float = 1.9
    for index in 0..<40 {
      #expect(abs(found[index] - min(max(values[index], -s), s) / s) < 1e-6)
      #expect(found[40 + index] == values[40 + index])
    }
    #expect(Thresholding.clipped(x).scalars == values.map { min(max($0, -1), 1) })
  }
}

/// Mean and variance of all elements.
func moments(_ x: Tensor) -> (mean: Double, variance: Double) {
  let values = x.scalars.map { Double($0) }
  let mean = values.reduce(0, +) / Double(values.count)
  return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
}
