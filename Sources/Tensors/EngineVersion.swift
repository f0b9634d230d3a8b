/// The version of the engine's arithmetic.
public enum EngineVersion {
  /// Raised whenever a change makes the same seed and configuration give other bits, so that stored results
  /// made before it are no longer taken for current ones.
  public static let numerics = 4
}
