/// What a text-to-image network predicts: the first channels of its output.
public enum PredictionTarget: String, Codable, CaseIterable, Hashable, Sendable {
  /// eps
  case noise
  /// sqrt(abar) eps - sqrt(1 - abar) x_0 (Salimans and Ho 2022, section 4).
  case velocity
}
