import Diffusion
import Models
import Tensors

/// How likely a flow is to make given images: the bits that each of their pixels costs under it.
struct ImageLikelihood {
  let model: TrainedModel
  let method: SolverOptions
  /// Images that are solved together. dopri5 follows the error of a whole batch, so the batches are cut by the number
  /// of images alone.
  static let batchSize = 64

  /// What was found.
  struct Finding {
    /// Of each image.
    let bits: [Double]
    /// How often the network and its derivative were evaluated for each image.
    let evaluations: Int
  }

  /// Images [N, 28, 28, 1] with levels k / 255, and the class that the flow is told of each, if any.
  ///
  /// Draws the noise of all levels as `torch.rand(N, 1, 28, 28)`, then the signs of all probes as
  /// `2 * torch.randint(0, 2, (N, 1, 28, 28)) - 1`.
  /// - Parameter willStep: called before every step with the share of the work that is done; may throw to stop.
  func bits(
    of images: Tensor, labels: [Int]?, _ generator: inout TorchGenerator, willStep: (Double) throws -> Void
  ) throws -> Finding {
    let x = BitsPerDimension.dequantized(images, &generator)
    let signs = Divergence.signs(x.shape, &generator)
    let count = x.shape[0]
    var (bits, evaluations): ([Double], Int) = ([], 0)
    for start in stride(from: 0, to: count, by: Self.batchSize) {
      let part = start..<min(start + Self.batchSize, count)
      let field = UNetField(network: model.network, labels: labels.map { Array($0[part]) })
      let likelihood = Likelihood(of: field, divergence: .probe(signs.rows(part)))
      let found = try walk(likelihood.way(back: x.rows(part))) { share in
        try willStep((Double(start) + Double(part.count) * share) / Double(count))
      }
      bits += found.bits
      evaluations = max(evaluations, found.evaluations)
    }
    return Finding(bits: bits, evaluations: evaluations)
  }

  private func walk(
    _ way: BackwardFlow<UNetField>, willStep: (Double) throws -> Void
  ) throws -> Finding {
    let field = CountedField(way)
    let end = try method.end(of: field, from: way.start) { try willStep($0.time) }
    let pixels = way.start.shape[1] - 1
    return Finding(
      bits: way.logDensity(at: end).map { BitsPerDimension.value(logDensity: $0, pixels: pixels) },
      evaluations: field.rows / max(1, end.shape[0]))
  }
}
