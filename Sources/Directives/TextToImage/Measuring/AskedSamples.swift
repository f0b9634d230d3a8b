import Networks
import Pipeline
import SharedDirectives
import Tensors

/// A picture of every caption, many at a time: each has a stream of noise of its own.
struct AskedSamples {
  let model: PromptedModel
  let captions: [String]
  let options: PromptOptions
  let context: RunContext

  /// The captions' embeddings, [N, tokens, width], and the negative's, [1, tokens, width]; the first caption's in its
  /// place where nothing is guided.
  func texts(isGuided: Bool) throws -> (captions: Tensor, negative: Tensor) {
    context.report(WorkProgress(step: 0, of: 100, detail: "embedding captions"))
    let prompts = captions.map { (option: "captions", prompt: $0) }
    let texts = try model.texts(prompts + (isGuided ? [("negative", options.negative)] : []))
    return (Tensor(joining: Array(texts.prefix(captions.count))), isGuided ? texts[captions.count] : texts[0])
  }

  /// What a judge says of the pictures at one guidance; `part` is the share of the work that they are.
  ///
  /// - Throws: `Interrupted`.
  func verdicts(
    of judge: PictureJudge, _ texts: (captions: Tensor, negative: Tensor), guidance: Double, part: Int,
    of parts: Int
  ) throws -> [PictureJudge.Verdict] {
    let sampler = ImageSampler(model: model.model, options: options, context: context)
    let starts = captions.indices.map { sampler.start(seed: context.seed &+ UInt64($0)) }
    let pictures = try sampler.images(from: starts, part: part, of: parts) { own in
      model.model.guided(by: texts.captions.rows(own), awayFrom: texts.negative, scale: guidance)
    }
    return judge.verdicts(of: pictures.clamped)
  }
}
