import Diffusion
import Networks
import Tensors

/// A trained network as the right-hand side of a flow.
struct UNetField: VelocityField, ConditionalVelocityField {
  let network: UNet

  func velocity(of x: Tensor, at time: Float) -> Tensor {
    network(x, Condition(time: times(time, x)))
  }

  func velocity(of x: Tensor, at time: Float, labels: [Int?]) -> Tensor {
    let classes = Tensor(oneHot: labels, count: UNetConfiguration.classCount)
    return network(x, Condition(time: times(time, x), label: classes))
  }

  private func times(_ time: Float, _ x: Tensor) -> Tensor {
    Tensor(repeating: time, shape: [x.shape[0], 1])
  }
}
