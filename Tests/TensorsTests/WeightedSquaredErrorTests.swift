import Tensors
import Testing

@Suite("the weighted squared error") struct WeightedSquaredErrorTests {
  private let prediction = Tensor(shape: [3, 2, 1], scalars: [1, 2, 3, 4, 5, 6])
  private let target = Tensor(shape: [3, 2, 1], scalars: [0, 0, 1, 1, 5, 4])

  @Test("each row's error counts by its weight") func value() {
    // (2 (1 + 4) + 0.5 (4 + 9) + 3 (0 + 4)) / 6
    #expect(WeightedSquaredError.value(prediction, target, weights: [2, 0.5, 3]) == 28.5 / 6)
    let plain = MeanSquaredError.value(prediction, target)
    #expect(WeightedSquaredError.value(prediction, target, weights: [1, 1, 1]) == plain)
  }

  @Test("the gradient is that of the value") func gradient() {
    let found = WeightedSquaredError.pullback(
      6, prediction: prediction, target: target, weights: [2, 0.5, 3])
    #expect(found.shape == [3, 2, 1] && found.scalars == [4, 8, 2, 3, 0, 12])
  }
}
