import Checkpoints
import Tensors

/// Where the weights of a network come from while it is built.
protocol WeightProvider {
  /// What may go wrong with a weight; `Never` where they are drawn.
  associatedtype Failure: Error

  /// The weight of `shape`, torch's, with this name in the state dict.
  mutating func weight(
    _ shape: [Int], _ layout: TorchLayout, _ start: Initialization, at name: ModulePath
  ) throws(Failure) -> Weight
}

/// How a weight is drawn before training, as torch's layers do by default.
enum Initialization {
  /// Uniform within 1 / sqrt(fan): kernels, matrices and their biases.
  case uniform(fan: Int)
  /// Normal with this deviation.
  case normal(deviation: Float)
  /// One value: the scale and the shift of a normalisation.
  case constant(Float)
}

/// Draws every weight, in the order of construction.
struct DrawnWeights: WeightProvider {
  var generator: TorchGenerator

  mutating func weight(
    _ shape: [Int], _ layout: TorchLayout, _ start: Initialization, at name: ModulePath
  ) -> Weight {
    switch start {
    case .uniform(let fan):
      let bound = Float(1 / Double(fan).squareRoot())
      return Weight(layout.engine(generator.uniform(shape, from: -bound, to: bound)))
    case .normal(let deviation):
      return Weight(layout.engine(deviation * generator.normal(shape)))
    case .constant(let value):
      return Weight(layout.engine(Tensor(repeating: value, shape: shape)))
    }
  }
}

/// Reads every weight now.
struct ReadWeights: WeightProvider {
  let source: any WeightSource

  mutating func weight(
    _ shape: [Int], _ layout: TorchLayout, _ start: Initialization, at name: ModulePath
  ) throws(CheckpointError) -> Weight {
    Weight(layout.engine(try source.tensor(named: name.description, shape: shape)))
  }
}

/// Leaves every weight in its file until it is needed.
struct StoredWeights: WeightProvider {
  let source: any WeightSource
  let residency: WeightResidency

  mutating func weight(
    _ shape: [Int], _ layout: TorchLayout, _ start: Initialization, at name: ModulePath
  ) -> Weight {
    Weight(StoredWeight(source, named: name.description, shape: shape, layout, residency))
  }
}

/// Writes down names and shapes, and makes no weight.
struct WeightShapes: WeightProvider {
  private(set) var shapes: [(name: String, shape: [Int])] = []

  mutating func weight(
    _ shape: [Int], _ layout: TorchLayout, _ start: Initialization, at name: ModulePath
  ) -> Weight {
    shapes.append((name.description, shape))
    return Weight(nil)
  }
}
