import KernelInterface

/// A 3x3 kernel transformed to the 36 positions: G g G', in panels for products.
struct WinogradKernel {
  let layout: WinogradKernelLayout
  private let storage: TensorStorage

  var floats: UnsafePointer<Float> { UnsafePointer(storage.floats) }

  /// weight [3, 3, inputs, outputs] with equal groups of inputs and of outputs
  init(_ weight: Tensor, inputGroups: Int = 1, outputGroups: Int = 1) {
    let layout = WinogradKernelLayout(
      inputGroups: inputGroups, inputs: weight.shape[2] / inputGroups, outputGroups: outputGroups,
      outputs: weight.shape[3] / outputGroups, lanes: kernels.lanes)
    self.layout = layout
    storage = TensorStorage(uninitialized: layout.count)
    let (target, source, octets) = (storage.floats, weight.floats, kernels.lanes / 8)
    Partition(layout.columns / 8, grain: octets, unit: octets).concurrently { _, part in
      kernels.transformKernel(source, octets: part, into: target, layout)
    }
  }
}
