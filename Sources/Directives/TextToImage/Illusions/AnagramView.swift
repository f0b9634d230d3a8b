import Chapters
import Diffusion
import Tensors

/// A view by the name that the author gives it.
enum AnagramView: String, SchemaChoice {
  case identity, flip, clockwise, counterclockwise
  case halfTurn = "half-turn"
  case negative, skew, jigsaw, patches, pixels
  case innerCircle = "inner-circle"
  case squareHinge = "square-hinge"

  /// Whether it cuts the image into four by four pieces.
  var hasPieces: Bool { self == .jigsaw || self == .patches }

  /// Random views are drawn from the generator.
  func view(side: Int, _ generator: inout TorchGenerator) -> ImageView {
    switch self {
    case .identity: .identity
    case .flip: .flip
    case .clockwise: .clockwise
    case .counterclockwise: .counterclockwise
    case .halfTurn: .halfTurn
    case .negative: .negative
    case .skew: .skew(factor: 1.5)
    case .jigsaw: .jigsaw(Jigsaw(&generator))
    case .patches: .permutedPatches(side: 4, &generator)
    case .pixels: .permutedPatches(side: side, &generator)
    case .innerCircle: .innerCircle
    case .squareHinge: .squareHinge
    }
  }
}
