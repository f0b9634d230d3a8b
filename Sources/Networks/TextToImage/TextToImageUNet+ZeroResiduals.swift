import Autograd
import Tensors

extension TextToImageUNet {
  /// Sets to zero what every residual branch and every attention ends with, and the output layer: each block then passes
  /// on what it is given, and the network answers with zeros, so that early steps are well scaled (Goyal et al. 2017,
  /// section 5.1; Dhariwal and Nichol 2021 for diffusion).
  public mutating func startResidualsAtZero() {
    var zeroing = Zeroing()
    accept(&zeroing)
  }
}

private struct Zeroing: ModuleVisitor {
  mutating func visit(_ weight: inout Weight) {
    let layer = weight.name.description.split(separator: ".").dropLast().joined(separator: ".")
    guard layer == "conv_out" || layer.hasSuffix(".conv2") || layer.hasSuffix(".to_out.0") else { return }
    weight.parameter.value = Tensor(repeating: 0, shape: weight.parameter.shape)
  }
}
