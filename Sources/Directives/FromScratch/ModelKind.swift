/// What a training makes, as messages call it.
enum ModelKind: String {
  case denoiser
  case flow
  case classFlow = "class-conditional flow"

  /// How to come by one.
  var remedy: String {
    switch self {
    case .denoiser: "train a denoiser: {train} with 'objective: denoising'"
    case .flow: "train a flow: {train} with 'objective: flow-matching' and 'network: time-conditional'"
    case .classFlow:
      "train a class-conditional flow: {train} with 'objective: flow-matching' and 'network: class-conditional'"
    }
  }
}

/// What an author may do about a block that has made a model of another kind, by that kind.
typealias ModelRemedies = [ModelKind: String]

extension ModelRemedies {
  /// A class-conditional flow is told what to draw.
  static let giveLabels: ModelRemedies = [
    .classFlow: "give 'labels', such as 'labels: 0...9', since the flow is told the class of each column"
  ]
  /// Another flow is told nothing.
  static let leaveLabelsOut: ModelRemedies = [.flow: "leave 'labels' out, since the flow knows no classes"]
  /// Guidance leads away from what a class-conditional flow draws when it is told none.
  static let leaveGuidanceOut: ModelRemedies = [
    .flow: "leave 'guidance' out or give a 'weaker' model, since the flow knows no classes"
  ]
}
