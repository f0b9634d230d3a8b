import Chapters

/// What a sweep puts on the page.
enum SweepShow: String, SchemaChoice {
  case pictures, consistency, legible, frechet, precision, recall

  /// What the vertical axis says.
  var axis: String {
    switch self {
    case .pictures: ""
    case .consistency: "class consistency"
    case .legible: "legible samples"
    case .frechet: "Fréchet distance"
    case .precision: "precision"
    case .recall: "recall"
    }
  }

  /// The number of a judgement that the curve shows.
  func value(of judgement: SampleJudge.Judgement) -> Double {
    switch self {
    case .pictures: .nan
    case .consistency: judgement.consistency ?? .nan
    case .legible: judgement.legible
    case .frechet: judgement.frechet
    case .precision: judgement.precision
    case .recall: judgement.recall
    }
  }
}
