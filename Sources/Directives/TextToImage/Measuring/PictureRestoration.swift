import Diffusion
import Foundation
import Metrics
import Models
import Networks
import Pipeline
import Tensors
import Training

/// Noises pictures and restores them in several ways, and compares what comes out with the clean ones.
struct PictureRestoration {
  /// What one way of restoring came to at one timestep.
  struct Finding {
    /// The name in values: 'one-step'.
    let method: String
    /// The name in the table: 'blur, σ = 2'.
    let label: String
    /// The timestep that was asked for.
    let timestep: Int
    /// What else is worth a value, by its name.
    let detail: NamedValue?
    /// The measures of every picture, by their names: psnr, ssim, distance; and that of all together: frechet.
    let measures: [String: SampleMean]
  }

  /// [N, S, S, 3] in -1...1
  let clean: Tensor
  let judge: PictureJudge
  /// The clean pictures.
  let judgedClean: JudgedPictures
  /// The deviations of the blurs that are tried, in pixels.
  let blurs: [Double]
  /// The embedding of one text for all pictures or of one for each, and behind them the negative where anything is guided.
  let texts: [Tensor]
  let sampler: ImageSampler

  private var count: Int { clean.shape[0] }

  /// All ways at some timesteps, in that order.
  func findings(at timesteps: [Int]) throws -> [Finding] {
    var generators = (0..<count).map { TorchGenerator(seed: sampler.context.seed &+ UInt64($0)) }
    let schedule = sampler.model.schedule
    return try timesteps.enumerated().flatMap { part, timestep in
      let noise = Tensor(
        shape: clean.shape,
        scalars: generators.indices.flatMap {
          generators[$0].normalImages([1] + clean.shape.dropFirst()).scalars
        })
      let noisy = schedule.noised(clean, with: noise, at: timestep)
      let noisyFinding = finding("noisy", "noisy", timestep, of: noisy)
      return [noisyFinding, try bestBlur(of: noisy, at: timestep)]
        + (try denoised(noisy, noise, generators, at: timestep, part: part, of: timesteps.count))
    }
  }

  /// The blur with the best mean PSNR.
  private func bestBlur(of noisy: Tensor, at timestep: Int) throws -> Finding {
    let scale = 1 / sampler.model.schedule.alphaBar(at: timestep).squareRoot()
    let wanted = clean.unitRange
    var best: (psnr: Double, sigma: Double, isScaled: Bool, image: Tensor)?
    for sigma in blurs {
      try sampler.context.checkInterruption()
      let blurred = GaussianBlur(sigma: sigma, side: clean.shape[1])(noisy)
      for (isScaled, image) in [(false, blurred), (true, scale * blurred)] {
        let psnr = SampleMean(PeakSignalToNoise.between(image.unitRange, wanted)).value
        if best.map({ psnr > $0.psnr }) ?? true { best = (psnr, sigma, isScaled, image) }
      }
    }
    guard let best else { return finding("blur", "blur", timestep, of: noisy) }
    let label = "blur, σ = \(NamedValue.plain(best.sigma))" + (best.isScaled ? ", contrast restored" : "")
    return finding(
      "blur", label, timestep, of: best.image,
      detail: NamedValue("blur-sigma-\(timestep)", text: NamedValue.plain(best.sigma)))
  }

  /// In one step, and in many.
  private func denoised(
    _ noisy: Tensor, _ noise: Tensor, _ generators: [TorchGenerator], at timestep: Int, part: Int,
    of parts: Int
  ) throws -> [Finding] {
    let visited = sampler.timesteps
    let start =
      visited.indices.min { abs(visited[$0] - Float(timestep)) < abs(visited[$1] - Float(timestep)) } ?? 0
    let starts = Array(stride(from: 0, to: count, by: sampler.batchSize))
    var (inOneStep, inMany): ([Float], [Float]) = ([], [])
    for (index, first) in starts.enumerated() {
      let own = first..<min(first + sampler.batchSize, count)
      try sampler.context.advance(
        0, part: part * starts.count + index, of: parts * starts.count, "estimating")
      let predictor = predictor(of: own)
      let predicted = predictor.prediction(for: noisy.rows(own), at: Float(timestep)).noise
      inOneStep +=
        sampler.model.schedule.cleanEstimate(noisy.rows(own), noise: predicted, at: timestep).scalars
      let x = sampler.noised(clean.rows(own), with: noise.rows(own), to: start)
      inMany += try sampler.end(
        predictor, from: x, at: start, ImageStreams(each: Array(generators[own])),
        part: part * starts.count + index, of: parts * starts.count
      ).scalars
    }
    let from = Int(visited[start].rounded())
    let steps = visited.count - start - (sampler.self.steps.endsAtLastTimestep ? 1 : 0)
    return [
      finding("one-step", "one step", timestep, of: Tensor(shape: clean.shape, scalars: inOneStep)),
      finding(
        "iterative", "\(steps) \(steps == 1 ? "step" : "steps") from t = \(from)", timestep,
        of: Tensor(shape: clean.shape, scalars: inMany),
        detail: NamedValue("iterative-start-\(timestep)", count: from)),
    ]
  }

  /// The model told the texts of some pictures.
  private func predictor(of own: Range<Int>) -> GuidedTextToImage {
    let guidance = sampler.self.guidance
    let told = guidance == 1 ? texts : texts.dropLast()
    let text = told.count == 1 ? told[0] : Tensor(joining: Array(told[own]))
    return sampler.model.guided(by: text, awayFrom: texts[texts.count - 1], scale: guidance)
  }

  private func finding(
    _ method: String, _ label: String, _ timestep: Int, of restored: Tensor, detail: NamedValue? = nil
  ) -> Finding {
    let (found, wanted) = (restored.clamped, clean.clamped)
    let (judged, ideal) = (JudgedPictures(found, judge: judge), judgedClean)
    return Finding(
      method: method, label: label, timestep: timestep, detail: detail,
      measures: [
        "psnr": SampleMean(PeakSignalToNoise.between(found.unitRange, wanted.unitRange)),
        "ssim": SampleMean(StructuralSimilarity.between(found.unitRange, wanted.unitRange)),
        "distance": SampleMean(judged.distances(from: ideal)),
        "frechet": SampleMean([judged.frechetDistance(from: ideal)]),
      ])
  }
}

extension GaussianBlur {
  /// A kernel of three deviations to each side, or as much of it as an image has room for.
  fileprivate init(sigma: Double, side: Int) {
    let radius = min(Int((3 * sigma).rounded(.up)), side - 1)
    self.init(size: 2 * max(1, radius) + 1, sigma: sigma)
  }
}

extension Tensor {
  /// -1...1, what lies outside clamped.
  var clamped: Tensor { Tensor(shape: shape, scalars: scalars.map { min(max($0, -1), 1) }) }

  /// -1...1 to 0...1, what lies outside clamped.
  fileprivate var unitRange: Tensor {
    Tensor(shape: shape, scalars: scalars.map { (min(max($0, -1), 1) + 1) / 2 })
  }
}
