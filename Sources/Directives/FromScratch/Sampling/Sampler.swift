import Diffusion
import Figures
import Models
import Pipeline
import Tensors

/// Draws images from a trained flow, a batch at a time.
struct Sampler {
  let model: TrainedModel
  /// What `options.weaker` names.
  let weaker: TrainedModel?
  let options: SamplingOptions
  /// Whose trail is taken.
  let context: RunContext
  /// Images that are evaluated together: more of them would not be faster. The steps of dopri5 follow the error of a
  /// whole batch, so the batches are cut by the number of images alone.
  static let batchSize = 128

  /// What came out.
  struct Draw {
    /// [N, 28, 28, 1]
    let images: Tensor
    /// How often the network was evaluated for each image.
    let evaluations: Int
  }

  /// count images from noise drawn as `torch.randn(count, 1, 28, 28)`, of these classes if the network is told any.
  ///
  /// - Parameters:
  ///   - labels: one class for each image.
  ///   - willStep: called before every step with the share of the work that is done; may throw to stop.
  func draw(
    _ count: Int, labels: [Int]?, _ generator: inout TorchGenerator, willStep: (Double) throws -> Void
  ) throws -> Draw {
    let noise = generator.normalImages([count, 28, 28, 1])
    let streams = streams(count, after: generator)
    var (scalars, evaluations): ([Float], Int) = ([], 0)
    for start in stride(from: 0, to: count, by: Self.batchSize) {
      let part = start..<min(start + Self.batchSize, count)
      let batch = try walk(
        from: noise.rows(part), labels: labels.map { Array($0[part]) }, streams: Array(streams[part])
      ) { state in
        let done = Double(start) + Double(part.count) * state.time
        try willStep(done / Double(count))
      }
      scalars += batch.images.scalars
      evaluations = max(evaluations, batch.evaluations)
    }
    return Draw(images: Tensor(shape: noise.shape, scalars: scalars), evaluations: evaluations)
  }

  /// A stream of each image's own for the noise that is drawn on its way, so that it does not matter which images are
  /// walked together.
  func streams(_ count: Int, after generator: TorchGenerator) -> [TorchGenerator] {
    var generator = generator
    return (0..<count).map { _ in TorchGenerator(seed: generator.nextUInt64()) }
  }

  /// From noise [N, 28, 28, 1] to images in one batch, with a stream for each; `visit` sees every state, the noise and the
  /// images included.
  func walk(
    from noise: Tensor, labels: [Int]?, streams: [TorchGenerator], visit: (SolverOptions.State) throws -> Void
  ) throws -> Draw {
    let renewal = options.noise == 0 ? nil : NoiseRenewal(share: options.noise, each: streams)
    let scale = Float(options.guidance)
    let method = options.method
    func see(_ state: SolverOptions.State) throws {
      context.sampled(state.x)
      context.show {
        .panels(PanelGrid(rows: [PanelGrid.Row(cells: try state.x.pictures().map { PanelGrid.Cell($0) })]))
      }
      try visit(state)
    }
    let (images, rows): (Tensor, Int)
    if let weaker {
      let (better, worse) = (model.countedField(labels), weaker.countedField(labels))
      let guided = Autoguided(better, awayFrom: worse, scale: scale)
      (images, rows) = (
        try method.end(of: guided, from: noise, renewing: renewal, see), better.rows + worse.rows
      )
    } else if let labels {
      let field = model.countedField(nil)
      let guided = Guided(field, labels: labels, scale: scale)
      (images, rows) = (try method.end(of: guided, from: noise, renewing: renewal, see), field.rows)
    } else {
      let field = model.countedField(nil)
      (images, rows) = (try method.end(of: field, from: noise, renewing: renewal, see), field.rows)
    }
    return Draw(images: images, evaluations: rows / max(1, noise.shape[0]))
  }
}

extension TrainedModel {
  /// A sampler of this model.
  ///
  /// - Throws: what loading the weaker model throws, if the options name one.
  func sampler(_ options: SamplingOptions, in context: RunContext) throws -> Sampler {
    Sampler(model: self, weaker: try options.weaker?.load(context), options: options, context: context)
  }

  /// The velocity, counting the rows it is asked for; of these classes if the network is told any.
  fileprivate func countedField(_ labels: [Int]?) -> CountedField<UNetField> {
    CountedField(UNetField(network: network, labels: knowsClasses ? labels : nil))
  }
}
