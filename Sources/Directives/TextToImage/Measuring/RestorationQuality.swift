import Metrics

/// A column of the table of {restoration}: how near restored pictures are to the clean ones, in one respect.
struct RestorationQuality: Sendable {
  /// In values.
  let name: String
  let heading: String
  let meaning: String
  /// Digits behind the point.
  let decimals: Int
  /// Whether every picture has one, and not all of them together.
  let isOfEach: Bool
  let mean: @Sendable (RestoredPictures) -> SampleMean

  static let all = [
    RestorationQuality(
      name: "psnr", heading: "PSNR, dB", meaning: "the mean PSNR in dB", decimals: 2, isOfEach: true,
      mean: \.psnr),
    RestorationQuality(
      name: "ssim", heading: "SSIM", meaning: "the mean SSIM", decimals: 3, isOfEach: true, mean: \.ssim),
    RestorationQuality(
      name: "distance", heading: "perceptual distance", meaning: "the mean perceptual distance", decimals: 3,
      isOfEach: true, mean: \.distance),
    RestorationQuality(
      name: "frechet", heading: "Fréchet distance", meaning: "the Fréchet distance", decimals: 3,
      isOfEach: false, mean: \.frechet),
  ]
}

/// What one way of restoring pictures came to at one timestep.
struct RestoredPictures {
  /// In the table: 'blur, σ = 2'.
  let label: String
  /// Of every picture.
  let psnr, ssim, distance: SampleMean
  /// Of all together.
  let frechet: SampleMean
}
