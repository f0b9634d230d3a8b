import Chapters

/// Into what an image is split.
enum HybridParts: String, SchemaChoice {
  /// Low and high frequencies.
  case hybrid
  /// High, middle and low frequencies.
  case triple
  /// Grey and colour.
  case colour
  /// Under motion and at rest.
  case motion
  /// As many equal shares as there are prompts.
  case scale

  /// What the prompts are for; none where there may be any number.
  var names: [String] {
    switch self {
    case .hybrid: ["low frequencies", "high frequencies"]
    case .triple: ["high frequencies", "middle frequencies", "low frequencies"]
    case .colour: ["grey", "colour"]
    case .motion: ["under motion", "at rest"]
    case .scale: []
    }
  }

  /// Whether a part is what a Gaussian blur leaves.
  var areBlurred: Bool { self == .hybrid || self == .triple }
}
