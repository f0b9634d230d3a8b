import Autograd
import Networks
import Tensors
import Testing

/// The memory of a network's tensors, found by a walk on shapes.
@Suite struct NetworkMemoryTests {
  private let network = UNetConfiguration(width: 8, conditioning: .classes)

  @Test("values go when nobody needs them any more") func evaluation() {
    let bytes = CountingActivation.evaluationBytes {
      var x = CountingActivation(shape: [1024])
      for _ in 0..<10 { x = x.gelu() }
    }
    #expect(bytes == 2 * 4096)
  }

  @Test("a training keeps what the way back needs, and the gradients on it") func training() {
    let bytes = CountingActivation.trainingBytes {
      var x = CountingActivation(shape: [1024])
      for _ in 0..<10 { x = x.gelu() }
    }
    // Ten inputs on the tape; then the result's gradient, and the one that is made of it.
    #expect(bytes == 12 * 4096)
  }

  @Test("a batch takes memory in proportion, and a training more than an evaluation") func batch() {
    let (few, many) = (network.evaluationBytes(images: 64), network.evaluationBytes(images: 640))
    #expect(abs(Double(many) / Double(few) - 10) < 0.5)
    #expect(network.trainingBytes(images: 64) > 3 * few)
  }

  @Test("a wider network has more parameters and tensors") func width() {
    var wide = network
    wide.width = 16
    #expect(wide.parameterCount > 3 * network.parameterCount)
    #expect(wide.trainingBytes(images: 64) > 18 * network.trainingBytes(images: 64) / 10)
  }

  @Test("the parameters are those of a network with values") func parameters() {
    var generator = TorchGenerator(seed: 0)
    #expect(network.parameterCount == UNet(network, &generator).parameterCount)
  }
}
