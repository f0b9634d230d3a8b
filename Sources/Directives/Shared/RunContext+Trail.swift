import Checkpoints
import Networks
import Pipeline
import Tensors

extension RunContext {
  /// A training has made a step of so many: its weights' hashes, by their names, are taken at some.
  package func trained(step: Int, of total: Int, _ network: @autoclosure () -> some Module) {
    trail.trained(step: step, of: total) { network().namedTensors.map { ($0.name, $0.tensor.mark) } }
  }

  /// A sampling has made a step to this state, whose hash is taken at some.
  package func sampled(_ state: Tensor) { trail.sampled { state.mark } }
}

extension Tensor {
  /// The first bits of a hash over the elements; the last ones would not see the first bits of the elements.
  fileprivate var mark: UInt16 {
    var sum = Checksum()
    sum.add(self)
    return UInt16(sum.description.prefix(4), radix: 16) ?? 0
  }
}
