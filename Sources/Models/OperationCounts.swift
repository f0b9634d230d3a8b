import Autograd
import Networks
import Text

extension TextToImageConfiguration {
  /// Multiplications and additions with weights, for one image of the network's own size.
  var operations: Double {
    CountingActivation.operations {
      let network = TextToImageUNet(self)
      let text = CountingActivation(shape: [1, PromptEncoder.length, textWidth])
      _ = network(
        CountingActivation(shape: [1, side, side, inputChannels]), timesteps: [0],
        context: network.context(of: text), noiseLevels: isToldNoiseLevel ? [0] : nil
      ) { CountingActivation(shape: $0.shape) }
    }
  }
}

extension T5Configuration {
  /// Multiplications and additions with weights, for one prompt.
  var operations: Double {
    CountingActivation.operations { _ = states(ofTexts: 1) }
  }

  /// The shapes of so many prompts' last hidden states.
  func states(ofTexts count: Int) -> CountingActivation {
    let ones = [Int](repeating: 1, count: PromptEncoder.length)
    let tokens = PromptTokenizer.Tokens(ids: ones.map { $0 - 1 }, mask: ones)
    return T5Encoder(self)([PromptTokenizer.Tokens](repeating: tokens, count: count))
  }
}
