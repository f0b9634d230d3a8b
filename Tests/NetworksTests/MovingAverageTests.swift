import Autograd
import Networks
import Tensors
import Testing

/// Two parameters and running statistics.
private struct Pair: Module {
  var first = Weight([2], .constant(0), at: .root / "first")
  var second = Weight([1], .constant(0), at: .root / "second")
  var running = RunningStatistics(channels: 1)

  init() {
    var generator = TorchGenerator(seed: 0)
    draw(&generator)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try first.accept(&visitor)
    try second.accept(&visitor)
    try visitor.visit(&running, at: .root)
  }
}

@Suite struct MovingAverageTests {
  @Test("the average follows d average + (1 - d) network with d = min(decay, (1 + n) / (10 + n))")
  func formula() {
    var network = Pair()
    var average = MovingAverage(of: network, decay: 0.3)
    var expected = (parameter: 0.0, mean: 0.0, variance: 1.0)
    for step in 1...20 {
      network.first.parameter.value = Tensor(shape: [2], scalars: [Float(step), 0])
      network.running.mean = Tensor(shape: [1], scalars: [Float(2 * step)])
      network.running.variance = Tensor(shape: [1], scalars: [Float(3 * step)])
      network.running.batches = Int64(step)
      average.update(with: network)
      let d = min(0.3, Double(1 + step) / Double(10 + step))
      expected.parameter = d * expected.parameter + (1 - d) * Double(step)
      expected.mean = d * expected.mean + (1 - d) * Double(2 * step)
      expected.variance = d * expected.variance + (1 - d) * Double(3 * step)
    }
    expectClose(Double(average.network.first.parameter.value.scalars[0]), expected.parameter, 1e-6)
    expectClose(Double(average.network.running.mean.scalars[0]), expected.mean, 1e-6)
    expectClose(Double(average.network.running.variance.scalars[0]), expected.variance, 1e-6)
    #expect(average.network.first.parameter.value.scalars[1] == 0)
    #expect(average.network.running.batches == 20 && average.updates == 20)
    #expect(network.first.parameter.value.scalars[0] == 20, "the network itself stays as it is")
  }
}
