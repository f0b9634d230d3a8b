import Figures
import Networks
import Pipeline
import SharedDirectives
import Tensors

extension SweepDirective {
  var algorithms: [Recipe.Part] { classifier == nil ? [] : [.frechet] }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard classifier != nil else { return examination }
    examination.warnWithoutOpenBLAS("classifier")
    examination.require(reference, "reference", of: data, .test, in: surroundings)
    examination.requireComparable(data, to: model, facts, in: surroundings)
    return examination
  }

  var plot: SweepPlot {
    SweepPlot(
      show: show, axis: methods.count > 1 ? .evaluations : noise.count > 1 ? .noise : .guidance,
      hasManyGuidances: guidance.count > 1, hasManyNoises: noise.count > 1)
  }

  /// Draws the images for the page, or with a judge those to be measured, the page's first.
  func point(
    _ sampler: Sampler, _ judge: SampleJudge?, in context: RunContext, willStep: (Double) throws -> Void
  ) throws -> SweepPoint {
    let columns = shownLabels?.count ?? columns
    let measured = judge == nil ? 0 : samples * 10
    let labels = shownLabels.map { $0 + (0..<measured).map { $0 % 10 } }
    var generator = TorchGenerator(seed: context.seed)
    let draw = try sampler.draw(columns + measured, labels: labels, &generator, willStep: willStep)
    return SweepPoint(
      sampling: sampler.options, shown: draw.images.rows(0..<columns), evaluations: draw.evaluations,
      judgement: try judge?.judge(
        draw.images.rows(columns..<columns + measured), labels: labels.map { Array($0[columns...]) },
        in: context))
  }

  /// Rows of pictures, or the measure's curve.
  func figure(_ points: [SweepPoint], _ judge: SampleJudge?, in context: RunContext) throws -> Figure {
    guard show == .pictures else {
      let real = try judge.map { try floor($0, in: context) }
      return .plot(try plot.plot(points, reference: real).keeping(in: context))
    }
    return .panels(
      PanelGrid(
        columnLabels: shownLabels?.map(String.init) ?? [],
        rows: try points.map { try PanelGrid.Row(label: label(of: $0.sampling), images: $0.shown) }))
  }

  /// What real images reach: the classifier's accuracy, or the measure of as many training images as there are samples.
  private func floor(_ judge: SampleJudge, in context: RunContext) throws -> Plot.Reference {
    guard show != .consistency else { return Plot.Reference(y: judge.accuracy, label: "test images") }
    let training = try model.trainingImages(data, in: context)
    var generator = TorchGenerator(seed: context.seed)
    let count = samples * Classifier.classCount
    let floor = try judge.floor(of: training, count: count, &generator, in: context)
    return Plot.Reference(y: show.value(of: floor), label: "training images")
  }
}
