import Pipeline

/// What a training takes of memory: what its tensors do, and, as measuring showed, what kernels take beside them.
package struct TrainingMemory {
  private let weightBytes: Int
  private let stepBytes: Int

  /// - Parameters:
  ///   - parameters: the learnable scalars of the network.
  ///   - step: the bytes of a step's tensors, gradients included.
  ///   - work: the share of these that kernels take beside them, for transformed images.
  ///   - kernelCopies: how often the weights are there in forms that convolutions use, with the sums of which their gradients
  ///     are made.
  package init(parameters: Int, step: Int, work: Double, kernelCopies: Int, keepsAverage: Bool) {
    stepBytes = step + Int(work * Double(step))
    // The network with Adam's moments and the moving average, three times while they are written to a file.
    weightBytes = 4 * parameters * (3 * (keepsAverage ? 4 : 3) + kernelCopies)
  }

  /// All of it, in bytes.
  package var bytes: Int { weightBytes + stepBytes }

  /// Whether the weights take more than the batch.
  package var isOfWeights: Bool { weightBytes > stepBytes }
}
