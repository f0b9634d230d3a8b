import Diffusion
import Tensors
import Testing

/// Answers with 10 for no class and with the class otherwise, and remembers the rows it was asked for.
private final class LabelField: ConditionalVelocityField {
  var rows: [Int] = []

  func velocity(of x: Tensor, at time: Float, labels: [Int?]) -> Tensor {
    rows.append(x.shape[0])
    let size = x.count / labels.count
    return Tensor(
      shape: x.shape, scalars: labels.flatMap { [Float](repeating: Float($0 ?? 10), count: size) })
  }
}

@Suite struct GuidanceTests {
  private let x = Tensor(shape: [2, 3], scalars: [0, 0, 0, 0, 0, 0])

  @Test("guidance is u(none) + s (u(class) - u(none)), both halves in one batch") func formula() {
    let field = LabelField()
    let guided = Guided(field, labels: [3, 7], scale: 5)
    #expect(guided.velocity(of: x, at: 0).scalars == [-25, -25, -25, -5, -5, -5])
    #expect(field.rows == [4])
  }

  @Test("guidance 1 is the conditional field itself, evaluated once") func one() {
    let field = LabelField()
    #expect(Guided(field, labels: [3, 7], scale: 1).velocity(of: x, at: 0).scalars == [3, 3, 3, 7, 7, 7])
    #expect(field.rows == [2])
  }

  @Test("guidance 0 is the field without classes") func zero() {
    #expect(
      Guided(LabelField(), labels: [3, 7], scale: 0).velocity(of: x, at: 0).scalars.allSatisfy { $0 == 10 })
  }
}

/// Answers with one number everywhere.
private struct ConstantField: VelocityField {
  let value: Float

  func velocity(of x: Tensor, at time: Float) -> Tensor { Tensor(repeating: value, shape: x.shape) }
}

@Suite struct AutoguidanceTests {
  private let x = Tensor(shape: [2], scalars: [0, 0])

  @Test(
    "autoguidance is u(weaker) + s (u(model) - u(weaker))",
    arguments: [(0, 10), (1, 3), (2, -4), (3, -11)] as [(Float, Float)])
  func formula(scale: Float, expected: Float) {
    let guided = Autoguided(ConstantField(value: 3), awayFrom: ConstantField(value: 10), scale: scale)
    #expect(guided.velocity(of: x, at: 0).scalars == [expected, expected])
  }
}

@Suite struct FlowMatchingTests {
  private let images = Tensor(shape: [3, 2, 2, 1], scalars: (0..<12).map { Float($0) / 12 })

  @Test("a batch is drawn as noise, times, kept classes, and lies on the line from noise to image")
  func line() {
    var generator = TorchGenerator(seed: 5)
    let batch = FlowMatching().batch(of: images, labels: [1, 2, 9], &generator)
    var again = TorchGenerator(seed: 5)
    let noise = again.normalImages(images.shape)
    let times = again.uniform([3])
    let keeps = again.uniform([3]).scalars.map { $0 >= 0.1 }
    #expect(batch.time.scalars == times.scalars)
    #expect(batch.target == images + -1 * noise)
    for index in 0..<12 {
      let t = times.scalars[index / 4]
      #expect(batch.input.scalars[index] == (1 - t) * noise.scalars[index] + t * images.scalars[index])
    }
    let expected = zip([1, 2, 9], keeps).map { $1 ? $0 : nil }
    #expect(batch.label == Tensor(oneHot: expected, count: 10))
    #expect(generator == again)
  }

  @Test("dropping every class leaves the objective of the flow without classes") func drop() {
    var generator = TorchGenerator(seed: 5)
    let batch = FlowMatching(dropProbability: 1).batch(of: images, labels: [1, 2, 9], &generator)
    var again = TorchGenerator(seed: 5)
    let plain = FlowMatching(dropProbability: 1).batch(of: images, labels: nil, &again)
    #expect(batch.label?.scalars.allSatisfy { $0 == 0 } == true)
    #expect(plain.label == nil && batch.input == plain.input && batch.target == plain.target)
  }
}
