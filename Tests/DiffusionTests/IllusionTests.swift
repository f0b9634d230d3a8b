import Diffusion
import Foundation
import Tensors
import Testing

@Suite struct IllusionTests {
  static let views: [(String, ImageView)] = {
    var generator = TorchGenerator(seed: 11)
    return [
      ("identity", .identity), ("flip", .flip), ("clockwise", .clockwise),
      ("counterclockwise", .counterclockwise), ("half turn", .halfTurn), ("negative", .negative),
      ("skew", .skew(factor: 1.5)), ("patches", .permutedPatches(side: 8, &generator)),
      ("pixels", .permutedPatches(side: 64, &generator)), ("jigsaw", .jigsaw(Jigsaw(&generator))),
      ("another jigsaw", .jigsaw(Jigsaw(&generator))), ("inner circle", .innerCircle),
      ("square hinge", .squareHinge),
    ]
  }()

  @Test("every view and its inverse make the identity, in both orders", arguments: views, [64, 256])
  func inverse(_ named: (name: String, view: ImageView), side: Int) {
    var generator = TorchGenerator(seed: 1)
    let image = generator.normal([1, side, side, 3])
    #expect(named.view.inverse(named.view.seen(image)) == image)
    #expect(named.view.seen(named.view.inverse(image)) == image)
    let codes = named.view.inverseOfVariance(named.view.seen(image))
    #expect(codes == (named.view == .negative ? -1 * image : image))
  }

  @Test("every view keeps noise white: the same values in other places, or their negatives", arguments: views)
  func white(_ named: (name: String, view: ImageView)) {
    var generator = TorchGenerator(seed: 1)
    let noise = generator.normal([1, 64, 64, 1])
    let seen = named.view.seen(noise)
    let sign: Float = named.view == .negative ? -1 : 1
    #expect(seen.scalars.sorted() == noise.scalars.map { sign * $0 }.sorted())
    #expect(named.view == .identity || seen != noise)
  }

  @Test("a quarter turn clockwise brings the left column to the top") func turns() {
    let image = Tensor(shape: [1, 3, 3, 1], scalars: (0..<9).map { Float($0) })
    #expect(ImageView.clockwise.seen(image).scalars == [6, 3, 0, 7, 4, 1, 8, 5, 2])
    #expect(ImageView.flip.seen(image).scalars == [6, 7, 8, 3, 4, 5, 0, 1, 2])
    #expect(ImageView.squareHinge.seen(image) == image)
    #expect(ImageView.halfTurn.seen(ImageView.halfTurn.seen(image)) == image)
  }

  @Test("a skew rolls column i down by factor (i - H / 2), rounded towards zero") func skew() {
    let image = Tensor(shape: [1, 4, 4, 1], scalars: (0..<16).map { Float($0) })
    let seen = ImageView.skew(factor: 1.5).seen(image).scalars
    // Columns roll by -3, -1, 0 and 1.
    #expect(stride(from: 0, to: 16, by: 4).map { seen[$0] } == [12, 0, 4, 8])
    #expect(stride(from: 1, to: 16, by: 4).map { seen[$0] } == [5, 9, 13, 1])
    #expect(stride(from: 2, to: 16, by: 4).map { seen[$0] } == [2, 6, 10, 14])
    #expect(stride(from: 3, to: 16, by: 4).map { seen[$0] } == [15, 3, 7, 11])
  }

  @Test("the inner circle turns its inside and leaves the corners") func circle() {
    let image = Tensor(shape: [1, 64, 64, 1], scalars: (0..<4096).map { Float($0) })
    let seen = ImageView.innerCircle.seen(image).scalars
    #expect(seen[0] == 0 && seen[4095] == 4095 && seen[32 * 64 + 32] == 31 * 64 + 31)
    // A pixel 23.5 to the right of the centre is inside, one 24.5 to the right is not.
    #expect(seen[32 * 64 + 55] == 31 * 64 + 8 && seen[32 * 64 + 56] == 32 * 64 + 56)
  }

  /// Predicts a fixed multiple of what it sees.
  private struct Multiple: NoisePredictor {
    let factor: Float
    func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
      NoisePrediction(noise: factor * x, varianceCode: (factor / 10) * x)
    }
  }

  @Test("an anagram averages what its views find, or takes turns") func anagram() {
    var generator = TorchGenerator(seed: 1)
    let x = generator.normal([2, 8, 8, 3])
    let models = [Multiple(factor: 1), Multiple(factor: 3)]
    let found = Anagram(views: [.identity, .flip], models: models).prediction(for: x, at: 10)
    Golden.expectClose(found.noise.scalars, (2 * x).scalars)
    Golden.expectClose(found.varianceCode!.scalars, (0.2 * x).scalars)
    let turns = Anagram(views: [.identity, .flip], models: models, reduction: .alternating([20, 10]))
    #expect(turns.prediction(for: x, at: 20).noise == x)
    Golden.expectClose(turns.prediction(for: x, at: 10).noise.scalars, (3 * x).scalars)
  }

  static let factorizations: [Factorization] = [
    .hybrid(GaussianBlur(size: 33, sigma: 2)),
    .triple(GaussianBlur(size: 25, sigma: 1), GaussianBlur(size: 25, sigma: 2)), .colour, .motion(length: 7),
    .scale([-6.5, 7.5]), .scale([0.5, 0.25, 0.25]),
  ]

  @Test("the components of an image sum to it", arguments: factorizations)
  func components(_ factorization: Factorization) {
    var generator = TorchGenerator(seed: 1)
    let image = generator.normal([1, 32, 32, 3])
    let parts = (0..<factorization.count).map { factorization.component($0, of: image) }
    Golden.expectClose(parts.dropFirst().reduce(parts[0], +).scalars, image.scalars)
    let models = parts.map { _ in Multiple(factor: 2) }
    let found = FactorizedIllusion(factorization, models: models).prediction(for: image, at: 1)
    Golden.expectClose(found.noise.scalars, (2 * image).scalars, 3e-5)
  }

  @Test("low frequencies are smooth, grey is the channels' mean, and motion is diagonal") func parts() {
    let dot = Tensor(shape: [1, 9, 9, 1], scalars: (0..<81).map { $0 == 40 ? 7 : 0 })
    let moved = Factorization.motion(length: 7).component(0, of: dot).scalars
    #expect((0..<81).allSatisfy { abs(moved[$0] - ($0 % 10 == 0 && 10...70 ~= $0 ? 1 : 0)) < 1e-6 })
    let pixel = Tensor(shape: [1, 1, 1, 3], scalars: [1, 2, 6])
    #expect(Factorization.colour.component(0, of: pixel).scalars == [3, 3, 3])
    #expect(Factorization.colour.component(1, of: pixel).scalars == [-2, -1, 3])
  }

  @Test("replacing a component takes it from the reference and leaves the others") func replacing() {
    var generator = TorchGenerator(seed: 1)
    let (x, reference) = (generator.normal([1, 32, 32, 3]), generator.normal([1, 32, 32, 3]))
    let found = FactorizedIllusion<Multiple>.replacing(0, of: x, by: reference, .colour)
    let (grey, colour) = (
      Factorization.colour.component(0, of: found), Factorization.colour.component(1, of: found)
    )
    Golden.expectClose(grey.scalars, Factorization.colour.component(0, of: reference).scalars)
    Golden.expectClose(colour.scalars, Factorization.colour.component(1, of: x).scalars)
  }
}
