import Chapters

/// A method of denoising images by the name that the author gives it.
enum ImageMethod: String, SchemaChoice {
  /// Ancestral sampling.
  case ddpm
  /// Implicit sampling without noise.
  case ddim
  /// DPM-Solver++(2M).
  case dpmSolver = "dpm-solver"
  /// UniPC of order 2.
  case unipc
  /// Heun's method on scaled images.
  case heun

  /// Those that remember nothing of earlier steps and keep an image's scale, so that images may be changed, and others may
  /// join them, between two steps.
  static let withoutMemory = [ImageMethod.ddpm, .ddim]
}
