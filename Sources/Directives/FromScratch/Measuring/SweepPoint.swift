import Tensors

/// One row of a sweep: what it was drawn with, what came out, and what that is worth.
struct SweepPoint {
  let sampling: SamplingOptions
  /// The images for the page, [columns, 28, 28, 1].
  let shown: Tensor
  let evaluations: Int
  let judgement: SampleJudge.Judgement?
}
