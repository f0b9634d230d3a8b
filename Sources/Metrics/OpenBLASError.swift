/// Why OpenBLAS does not do what it is asked for.
public enum OpenBLASError: Error, Equatable {
  /// No folder of the system's libraries has it.
  case missing
  /// It cannot be loaded, with the system's reason.
  case unusable(reason: String)
  /// LAPACK gave up on a matrix's eigenvalues.
  case noConvergence

  /// What is wrong.
  public var complaint: String {
    switch self {
    case .missing: "the library OpenBLAS, which computes the Fréchet distance, is not installed"
    case .unusable(let reason): "cannot load OpenBLAS, which computes the Fréchet distance: \(reason)"
    case .noConvergence: "the eigenvalues of the features' covariance could not be computed"
    }
  }

  /// What to do about it.
  public var remedy: String? {
    switch self {
    case .missing, .unusable:
      #if canImport(Darwin)
        "install it: brew install openblas"
      #else
        "install it; on Debian and Ubuntu: apt install libopenblas0"
      #endif
    case .noConvergence: nil
    }
  }
}
