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
}
