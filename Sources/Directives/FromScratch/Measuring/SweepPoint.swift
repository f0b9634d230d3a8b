import Pipeline
import Tensors

/// One row of a sweep: what it was drawn with, what came out, and what that is worth.
struct SweepPoint {
  let sampling: SamplingOptions
  /// The images for the page, [columns, 28, 28, 1].
  let shown: Tensor
  let evaluations: Int
  let judgement: SampleJudge.Judgement?

  /// Draws the images for the page, or with a judge those to be measured, the page's first.
  init(
    _ sampler: Sampler, _ options: SweepDirective.Options, _ judge: SampleJudge?, in context: RunContext,
    willStep: (Double) throws -> Void
  ) throws {
    sampling = sampler.options
    let columns = shownLabels?.count ?? self.columns
    let measured = judge == nil ? 0 : samples * 10
    let labels = shownLabels.map { $0 + (0..<measured).map { $0 % 10 } }
    var generator = TorchGenerator(seed: context.seed)
    let draw = try sampler.draw(columns + measured, labels: labels, &generator, willStep: willStep)
    shown = draw.images.rows(0..<columns)
    evaluations = draw.evaluations
    judgement = try judge?.judge(
      draw.images.rows(columns..<columns + measured), labels: labels.map { Array($0[columns...]) },
      in: context)
  }

  /// By the names of the directive's reference.
  func values(row: Int) -> [NamedValue] {
    var values = [NamedValue("evaluations-\(row)", count: evaluations)]
    guard let judgement else { return values }
    if let consistency = judgement.consistency {
      values.append(NamedValue("consistency-\(row)", share: consistency))
    }
    values.append(NamedValue("frechet-\(row)", judgement.frechet, digits: 3))
    values.append(NamedValue("precision-\(row)", share: judgement.precision))
    values.append(NamedValue("recall-\(row)", share: judgement.recall))
    return values
  }
}

extension SampleJudge.Judgement {
  /// The number that a sweep shows.
  func value(of measure: SweepDirective.Show) -> Double {
    switch measure {
    case .pictures: .nan
    case .consistency: consistency ?? .nan
    case .frechet: frechet
    case .precision: precision
    case .recall: recall
    }
  }
}
