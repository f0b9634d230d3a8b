import Diffusion
import Models
import Pipeline
import SharedDirectives
import Tensors

/// The second stage of a block at work: it makes the pictures of the first larger.
struct SecondStage {
  private let prompted: PromptedModel
  /// What denoises them.
  let sampler: ImageSampler
  private let noiseLevel: Int
  /// The prompts' embeddings, [1, tokens, width] each.
  let texts: [Tensor]
  private let negative: Tensor

  /// nil for a block without one.
  ///
  /// - Parameters:
  ///   - prompts: what the pictures show, of the option 'prompts'.
  ///   - first: the model of the first stage, which embeds the prompts where the second has no encoder.
  /// - Throws: as `PromptedModel`, for a model or a prompt that cannot be used.
  init?(
    _ options: SecondStageOptions, _ prompting: PromptOptions, _ prompts: [(option: String, prompt: String)],
    after first: PromptedModel, _ context: RunContext
  ) throws {
    guard let model = options.model else { return nil }
    let prompting = options.prompting(prompting)
    prompted = try PromptedModel(model, context)
    sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    noiseLevel = options.noiseLevel.value
    let encoder = prompted.facts.hasTexts ? prompted : first
    let all = try encoder.texts(
      prompts + (prompting.guidance == 1 ? [] : [("negative", prompting.negative)]),
      width: prompted.model.network.configuration.textWidth)
    (texts, negative) = (Array(all.prefix(prompts.count)), all[all.count - 1])
  }

  /// The side of what it makes, in pixels.
  var side: Int { prompted.model.side }

  /// Pictures [N, s, s, 3] made larger, [N, side, side, 3], each with a seed of its own.
  ///
  /// - Parameters:
  ///   - part: the share of the block's work that this is, of `parts`.
  ///   - views: how each of `texts` looks at all pictures.
  ///   - predictor: joins what is found for each text.
  /// - Throws: `Interrupted`.
  func larger<Predictor: NoisePredictor>(
    _ small: Tensor, seeds: [UInt64], part: Int, of parts: Int, through views: [ImageView],
    _ predictor: ([GuidedSuperResolution]) -> Predictor
  ) throws -> Tensor {
    try larger(small, seeds: seeds, part: part, of: parts) { images, _, streams in
      predictor(
        prompted.model.enlarging(
          images, noiseLevel: noiseLevel, by: texts, through: views, awayFrom: negative,
          scale: sampler.options.guidance, &streams))
    }
  }

  /// The same for pictures that show one text each.
  ///
  /// - Parameter shown: which of `texts` a picture shows, by the picture's number.
  func larger(_ small: Tensor, seeds: [UInt64], part: Int, of parts: Int, showing shown: (Int) -> Int) throws
    -> Tensor
  {
    try larger(small, seeds: seeds, part: part, of: parts) { images, numbers, streams in
      prompted.model.enlarging(
        images, noiseLevel: noiseLevel, by: Tensor(joining: numbers.map { texts[shown($0)] }),
        awayFrom: negative, scale: sampler.options.guidance, &streams)
    }
  }

  /// One picture [1, s, s, 3] that shows the first text, made larger where a mask [s, s] is 1; elsewhere it is what is
  /// known, [1, side, side, 3], put back at every step. Values of pictures are in -1...1.
  ///
  /// - Throws: `Interrupted`.
  func larger(_ small: Tensor, seed: UInt64, where mask: Tensor, else known: Tensor) throws -> Tensor {
    let start = sampler.start(seed: seed)
    var streams = ImageStreams(start.generator)
    let predictor = prompted.model.enlarging(
      small, noiseLevel: noiseLevel, by: texts[0], awayFrom: negative, scale: sampler.options.guidance,
      &streams)
    func fill<Method: DenoisingMethod>(_ method: Method) throws -> Tensor {
      let inpainting = Inpainting(
        method, predictor, prompted.model.schedule, image: known, mask: mask.enlarged(to: side),
        from: start.noise, endsAtLastTimestep: sampler.options.steps.endsAtLastTimestep,
        generator: TorchGenerator(seed: seed &+ 1))
      var x = start.noise
      for state in inpainting {
        try sampler.context.advance(Double(state.index) / Double(method.timesteps.count), "enlarging")
        sampler.context.sampled(state.x)
        x = state.x
      }
      return x
    }
    return try fill(sampler.method(streams))
  }

  private func larger<Predictor: NoisePredictor>(
    _ small: Tensor, seeds: [UInt64], part: Int, of parts: Int,
    by predictor: (_ images: Tensor, _ numbers: Range<Int>, inout ImageStreams) -> Predictor
  ) throws -> Tensor {
    let batches = Array(stride(from: 0, to: seeds.count, by: sampler.batchSize))
    return Tensor(
      joining: try batches.enumerated().map { batch, first in
        let own = first..<min(first + sampler.batchSize, seeds.count)
        let starts = own.map { sampler.start(seed: seeds[$0]) }
        var streams = ImageStreams(each: starts.map(\.generator))
        let found = predictor(small.rows(own), own, &streams)
        return try sampler.end(
          found, from: Tensor(joining: starts.map(\.noise)), streams, part: part * batches.count + batch,
          of: parts * batches.count)
      })
  }
}

extension Tensor {
  /// A square mask [s, s] with every pixel as often as it takes for `side` of them, [side, side].
  fileprivate func enlarged(to side: Int) -> Tensor {
    let (own, values) = (shape[0], scalars)
    return Tensor(
      shape: [side, side],
      scalars: (0..<side * side).map { values[$0 / side * own / side * own + $0 % side * own / side] })
  }
}
