import Tensors

/// Two sets of features as Tests/Reference/make_metrics.py mixes them.
struct FeaturePair {
  /// The key of the pair's distance in the fixture.
  let name: String
  let a, b: Tensor

  /// - Parameters:
  ///   - slopes: how much the deviation grows from feature to feature.
  ///   - ranks: how many features are different, if not all are.
  private init(
    _ name: String, features: Int, rows: (Int, Int), slopes: (Float, Float), ranks: (Int?, Int?) = (nil, nil)
  ) {
    self.name = name
    a = Self.mixed(3, rows.0, features, slope: slopes.0, neighbour: 0.25, shift: 0, rank: ranks.0)
    b = Self.mixed(4, rows.1, features, slope: slopes.1, neighbour: 0.75, shift: 0.0078125, rank: ranks.1)
  }

  private static let (narrow, wide): ((Float, Float), (Float, Float)) = (
    (0.03125, 0.015625), (0.00390625, 0.001953125)
  )

  static let first = FeaturePair("84 features", features: 84, rows: (300, 260), slopes: narrow)
  static let fewSamples = FeaturePair(
    "84 features of few samples", features: 84, rows: (50, 40), slopes: narrow)

  static let all = [
    first, fewSamples,
    FeaturePair("512 features", features: 512, rows: (1500, 1200), slopes: wide),
    FeaturePair("512 features of few samples", features: 512, rows: (200, 100), slopes: wide),
    FeaturePair("512 features of few samples beside many", features: 512, rows: (1500, 100), slopes: wide),
    FeaturePair(
      "512 features that repeat", features: 512, rows: (1500, 1200), slopes: wide, ranks: (100, 120)),
  ]

  private static func mixed(
    _ seed: UInt64, _ rows: Int, _ features: Int, slope: Float, neighbour: Float, shift: Float, rank: Int?
  ) -> Tensor {
    var generator = TorchGenerator(seed: seed)
    let x = generator.normal([rows, features]).scalars
    let mixed = x.indices.map { index in
      let column = index % features
      let next = column == features - 1 ? index - column : index + 1
      return x[index] * (0.5 + slope * Float(column)) + neighbour * x[next] + shift * Float(column)
    }
    let scalars = mixed.indices.map { index in
      mixed[index - index % features + index % features % (rank ?? features)]
    }
    return Tensor(shape: [rows, features], scalars: scalars)
  }
}
