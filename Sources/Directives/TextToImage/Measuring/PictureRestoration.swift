import Diffusion
import Figures
import Metrics
import Models
import Networks
import Pipeline
import SharedDirectives
import Tensors

/// Noises pictures and restores them in several ways, and compares what comes out with the clean ones.
struct PictureRestoration {
  /// [N, S, S, 3] in -1...1
  let clean: Tensor
  let judge: PictureJudge
  let algebra: OpenBLAS
  /// Those of the clean pictures.
  let cleanActivations: JudgeActivations
  /// The deviations of the blurs that are tried, in pixels.
  let blurs: [Double]
  /// The embedding of one text for all pictures or of one for each, and behind them the negative where anything is guided.
  let texts: [Tensor]
  let sampler: ImageSampler

  private var count: Int { clean.shape[0] }

  /// All ways at some timesteps, in that order.
  ///
  /// - Throws: `Interrupted`, or an `OpenBLASError`.
  func findings(at timesteps: [Int]) throws -> [RestorationReport.Finding] {
    var generators = (0..<count).map { TorchGenerator(seed: sampler.context.seed &+ UInt64($0)) }
    let schedule = sampler.model.schedule
    return try timesteps.enumerated().map { part, timestep in
      let noise = Tensor(
        shape: clean.shape,
        scalars: generators.indices.flatMap {
          generators[$0].normalImages([1] + clean.shape.dropFirst()).scalars
        })
      let noisy = schedule.noised(clean, with: noise, at: timestep)
      let asItIs = try compared(noisy, "noisy")
      let (blurred, sigma) = try bestBlur(of: noisy, at: timestep)
      let (denoised, start) = try denoised(
        noisy, noise, generators, at: timestep, part: part, of: timesteps.count)
      return RestorationReport.Finding(
        timestep: timestep, restored: [asItIs, blurred] + denoised, blurSigma: sigma, start: start)
    }
  }

  /// The blur of [N, S, S, 3] with the best mean PSNR, and its deviation in pixels.
  private func bestBlur(of noisy: Tensor, at timestep: Int) throws -> (RestoredPictures, sigma: Double) {
    let scale = 1 / sampler.model.schedule.alphaBar(at: timestep).squareRoot()
    let wanted = clean.unitRange
    var best = (psnr: -Double.infinity, sigma: 0.0, isScaled: false, image: noisy)
    for (index, sigma) in blurs.enumerated() {
      try sampler.context.checkInterruption()
      let blurred = GaussianBlur(sigma: sigma, side: clean.shape[1])(noisy)
      for (isScaled, image) in [(false, blurred), (true, scale * blurred)] {
        let psnr = SampleMean(PeakSignalToNoise.between(image.unitRange, wanted)).value
        let isFirst = index == 0 && !isScaled
        if isFirst || psnr > best.psnr { best = (psnr, sigma, isScaled, image) }
      }
    }
    let label =
      "blur, σ = \(NumberText.prose.plain(best.sigma))" + (best.isScaled ? ", contrast restored" : "")
    return (try compared(best.image, label), best.sigma)
  }

  /// The noisy pictures [N, S, S, 3] denoised in one step and in many, and the timestep at which the many begin.
  private func denoised(
    _ noisy: Tensor, _ noise: Tensor, _ generators: [TorchGenerator], at timestep: Int, part: Int,
    of parts: Int
  ) throws -> ([RestoredPictures], start: Int) {
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
    let steps = visited.count - start - (sampler.options.steps.endsAtLastTimestep ? 1 : 0)
    let label = "\(steps) \(steps == 1 ? "step" : "steps") from t = \(from)"
    let restored = [
      try compared(Tensor(shape: clean.shape, scalars: inOneStep), "one step"),
      try compared(Tensor(shape: clean.shape, scalars: inMany), label),
    ]
    return (restored, from)
  }

  /// The model told the texts of some pictures.
  private func predictor(of own: Range<Int>) -> GuidedTextToImage {
    let guidance = sampler.options.guidance
    let told = guidance == 1 ? texts : texts.dropLast()
    let text = told.count == 1 ? told[0] : Tensor(joining: Array(told[own]))
    return sampler.model.guided(by: text, awayFrom: texts[texts.count - 1], scale: guidance)
  }

  /// What restored pictures [N, S, S, 3] in -1...1 came to beside the clean ones.
  private func compared(_ restored: Tensor, _ label: String) throws -> RestoredPictures {
    let (found, wanted) = (restored.clamped, clean.clamped)
    let activations = JudgeActivations(found, judge: judge, algebra: algebra)
    return RestoredPictures(
      label: label, psnr: SampleMean(PeakSignalToNoise.between(found.unitRange, wanted.unitRange)),
      ssim: SampleMean(StructuralSimilarity.between(found.unitRange, wanted.unitRange)),
      distance: SampleMean(activations.distances(from: cleanActivations)),
      frechet: SampleMean([try activations.frechetDistance(from: cleanActivations)]))
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
