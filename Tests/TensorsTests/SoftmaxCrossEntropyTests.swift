import Foundation
import Tensors
import Testing

@Suite struct SoftmaxCrossEntropyTests {
  @Test(
    "the cross-entropy and its pullback agree with central differences",
    arguments: [[1, 1], [3, 10], [2, 17], [4, 1, 1, 8]])
  func pullback(shape: [Int]) {
    let (rows, classes) = (shape.dropLast().reduce(1, *), shape.last!)
    let labels = (0..<rows).map { ($0 * 7 + 3) % classes }
    checkPullback([shape]) {
      Tensor(shape: [], scalars: [SoftmaxCrossEntropy.value($0[0], labels: labels)])
    } pullback: {
      [SoftmaxCrossEntropy.pullback($0.scalars[0], logits: $1[0], labels: labels)]
    } reference: { inputs in
      let losses = labels.enumerated().map { row, label in
        let scores = inputs[0].values[row * classes..<(row + 1) * classes]
        return log(scores.reduce(0) { $0 + exp($1) }) - scores[row * classes + label]
      }
      return DoubleArray([], [losses.reduce(0, +) / Double(rows)])
    }
  }

  @Test("logits of a thousand neither overflow nor vanish") func extremes() {
    let logits = Tensor(shape: [2, 3], scalars: [1000, 0, -1000, -1000, -1001, -2000])
    #expect(SoftmaxCrossEntropy.value(logits, labels: [0, 0]).isFinite)
    let wanted = Float(log(1 + exp(-1.0)) / 2)
    #expect(abs(SoftmaxCrossEntropy.value(logits, labels: [0, 0]) - wanted) < 1e-6 * (1 + wanted))
    let gradient = SoftmaxCrossEntropy.pullback(1, logits: logits, labels: [1, 0]).scalars
    #expect(zip(gradient, [0.5, -0.5, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("a logit that is no number gives a loss that is none") func notANumber() {
    let logits = Tensor(shape: [1, 2], scalars: [.nan, 1])
    #expect(SoftmaxCrossEntropy.value(logits, labels: [1]).isNaN)
  }
}
