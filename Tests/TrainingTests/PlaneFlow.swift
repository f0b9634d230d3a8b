import Autograd
import Diffusion
import Foundation
import Networks
import Tensors

/// A small network for flows in the plane: [x, y, t] through two hidden layers of 64 to a velocity.
struct PlaneNetwork: Module {
  private var maps: [(weight: Weight, bias: Weight)] = []

  init(_ generator: inout TorchGenerator) {
    for (index, (inputs, outputs)) in [(3, 64), (64, 64), (64, 2)].enumerated() {
      let (name, bound) = (ModulePath.root / "\(index)", 1 / Float(inputs).squareRoot())
      var weight = Weight([outputs, inputs], .uniform(fan: inputs), .outputsFirst, at: name / "weight")
      var bias = Weight([outputs], .uniform(fan: inputs), at: name / "bias")
      weight.parameter.value = generator.uniform([inputs, outputs], from: -bound, to: bound)
      bias.parameter.value = generator.uniform([outputs], from: -bound, to: bound)
      maps.append((weight, bias))
    }
  }

  /// [N, 3] -> [N, 2]
  func callAsFunction<A: Activation>(_ x: A) -> A {
    func map(_ index: Int, _ x: A) -> A {
      x.mapped(weight: maps[index].weight.parameter, bias: maps[index].bias.parameter)
    }
    return map(2, map(1, map(0, x).gelu()).gelu())
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    for index in maps.indices {
      try maps[index].weight.accept(&visitor)
      try maps[index].bias.accept(&visitor)
    }
  }
}

/// Points [N, 1, 1, 2] moved by a network.
struct PlaneFlow: VelocityField {
  var network: PlaneNetwork

  init(seed: UInt64) {
    var generator = TorchGenerator(seed: seed)
    network = PlaneNetwork(&generator)
  }

  func velocity(of x: Tensor, at time: Float) -> Tensor {
    let times = Tensor(repeating: time, shape: [x.shape[0], 1])
    return network(Self.input(x, times)).reshaped(to: x.shape)
  }

  /// [N, 1, 1, 2], [N, 1] -> [N, 3]
  private static func input(_ x: Tensor, _ times: Tensor) -> Tensor {
    let (points, times) = (x.scalars, times.scalars)
    return Tensor(
      shape: [times.count, 3],
      scalars: times.indices.flatMap { [points[2 * $0], points[2 * $0 + 1], times[$0]] })
  }

  /// Adam with a cosine; `batch` gives the points of a step, and the noise that belongs to them if it is fixed.
  mutating func train(
    _ objective: FlowMatching, steps: Int, _ generator: inout TorchGenerator,
    batch: (inout TorchGenerator) -> (points: Tensor, noise: Tensor?)
  ) {
    var adam = Adam(for: network)
    let schedule = LearningRateSchedule(start: 5e-3, decay: .cosine(finalShare: 0))
    for step in 0..<steps {
      let (points, noise) = batch(&generator)
      let drawn = objective.batch(of: points, labels: nil, noise: noise, &generator)
      let target = drawn.target.reshaped(to: [points.shape[0], 2])
      let gradient = network.valueWithGradient { network in
        network(Variable(Self.input(drawn.input, drawn.time))).meanSquaredError(to: target)
      }
      let rate = schedule.rate(inStep: step, stepsPerEpoch: steps, totalSteps: steps)
      adam.update(&network, gradients: gradient.gradients, learningRate: rate)
    }
  }

  /// Where noise ends up, and how straight the ways there are.
  func ends(of noise: Tensor, steps: Int, solver: FixedStepSolver = .rk4) -> (Tensor, straightness: Double) {
    var (x, way) = (noise, Straightness(from: noise))
    for state in Trajectory(of: self, from: noise, steps: steps, solver: solver) {
      x = state.x
      way.add(x, at: state.time)
    }
    return (x, way.value)
  }
}

extension PlaneFlow: DifferentiableVelocityField {
  func velocityWithPullback(
    of x: Tensor, at time: Float, vector: Tensor
  ) -> (velocity: Tensor, product: Tensor) {
    let times = Tensor(repeating: time, shape: [x.shape[0], 1])
    let (velocity, product) = EvaluationVariable.pullback(
      of: Self.input(x, times), with: vector.reshaped(to: [x.shape[0], 2])
    ) { network($0) }
    let slopes = product.scalars
    return (
      velocity.reshaped(to: x.shape),
      Tensor(
        shape: x.shape, scalars: (0..<x.shape[0]).flatMap { [slopes[3 * $0], slopes[3 * $0 + 1]] })
    )
  }
}

/// Two half circles that reach into each other, with a little noise.
enum TwoMoons {
  /// [count, 1, 1, 2]
  static func points(_ count: Int, _ generator: inout TorchGenerator) -> Tensor {
    let (angles, noise) = (generator.uniform([count]).scalars, generator.normal([count, 2]).scalars)
    return Tensor(
      shape: [count, 1, 1, 2],
      scalars: (0..<count).flatMap { index in
        let (x, y) = (cos(Float.pi * angles[index]), sin(Float.pi * angles[index]))
        let point = index % 2 == 0 ? (x, y) : (1 - x, 0.5 - y)
        return [point.0 + 0.05 * noise[2 * index], point.1 + 0.05 * noise[2 * index + 1]]
      })
  }

  /// 2 E|x - y| - E|x - x'| - E|y - y'|: 0 for two samples of one distribution, up to chance.
  /// (Szekely and Rizzo 2013.)
  static func energyDistance(_ a: Tensor, _ b: Tensor) -> Double {
    2 * meanDistance(a, b) - meanDistance(a, a) - meanDistance(b, b)
  }

  private static func meanDistance(_ a: Tensor, _ b: Tensor) -> Double {
    let squares = a.squaredDistances(to: b).scalars
    return squares.reduce(0) { $0 + Double($1.squareRoot()) } / Double(squares.count)
  }
}
