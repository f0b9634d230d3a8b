import Chapters
import Datasets
import Figures
import Pipeline
import SharedDirectives

/// `{sweep}`: the same noise under different guidance, steps or solvers, as rows of pictures or as a measure's curve.
struct SweepDirective: Directive {
  var model = ModelReference(id: "", epoch: nil)
  var guidance: [Double] = [1]
  var weaker: ModelReference?
  var noise = [SamplingOptions().noise]
  var steps = Given(default: [SolverOptions().steps.value])
  var solver = [SolverOptions.Solver.euler]
  var tolerance = Given(default: [SolverOptions().tolerance.value])
  var labels: ClassList?
  var columns = 10
  var show = SweepShow.pictures
  var classifier: ClassifierReference?
  var data = DatasetReference(text: "mnist")
  var samples = 50
  var reference = Given(default: 10_000)

  static let name = "sweep"
  static let summary =
    "samples over a range of guidance, noise, steps and solvers, as pictures or as a curve of a measure"
  static let version = 2
  static let isRandom = true
  static let states: StateOrder? = .column
  static let example = """
    ```{sweep} cheap
    model: digits
    guidance: 5
    steps: [2, 5, 10, 20]
    solver: [euler, heun]
    classifier: judge
    show: frechet
    samples: {draft: 5, quick: 50, paper: 1000}
    seed: 0
    caption: What an evaluation of the network buys.
    alt: Both curves fall with the evaluations; Heun's lies lower from ten on.
    ```

    Each solver with each number of steps (dopri5: with each tolerance), each guidance and each share of noise is a row, in
    this order, and all rows start from the same noise. As pictures a row shows 'labels', or 'columns' images; measures
    are taken over 'samples' images of each class, against the first 'reference' test images.
    """

  static let measures: [Measure<Self, [SweepPoint]>] = [
    .each(
      "ROW", { $0.rows.indices.map { "\($0 + 1)" } }, of: { $0 },
      [
        .value("evaluations", "of the network, for one image; rows count from 1") {
          .count($0.evaluations)
        },
        .value(
          "consistency", "the share of samples that the classifier takes for the class asked for",
          .when("with a classifier, for class-conditional flows") { $0.classifier != nil && $0.knowsClasses }
        ) { $0.judgement?.consistency.map { .share($0) } },
        .value(
          "legible", "the share of samples of whose class the classifier is at least 90% certain", isJudged
        ) {
          $0.judgement.map { .share($0.legible) }
        },
        .value("frechet", "the Fréchet distance from the test images", isJudged) {
          $0.judgement.map { .number($0.frechet, digits: 3) }
        },
        .value("precision", "the share of samples that lie among the test images", isJudged) {
          $0.judgement.map { .share($0.precision) }
        },
        .value("recall", "the share of test images that lie among the samples", isJudged) {
          $0.judgement.map { .share($0.recall) }
        },
      ])
  ]
  private static let isJudged = Measure<Self, SweepPoint>.Condition.when("with a classifier") {
    $0.classifier != nil
  }

  static var schema: Schema<Self> {
    Schema([
      .required("model", \.model, "the checkpoint of a flow"),
      .option(
        "guidance", \.guidance,
        "values of s in u(none) + s (u(class) - u(none)), or with 'weaker' in its place",
        .each(SamplingOptions.guidanceBound)),
      .option("weaker", \.weaker, SamplingOptions.weakerSummary),
      .option(
        "noise", \.noise, "shares of the noise that are drawn anew at every step of euler",
        .each(SamplingOptions.noiseBound)),
      .option(
        "steps", \.steps, "numbers of equal steps from noise to image; not for dopri5",
        .given(.each(SolverOptions.stepsBound))),
      .option("solver", \.solver, "methods of the steps"),
      .option(
        "tolerance", \.tolerance, "errors that dopri5 allows in a step",
        .given(.each(SolverOptions.toleranceBound))),
      .option("labels", \.labels, "the class of each column, for a class-conditional flow", .labels),
      .option("columns", \.columns, "how many stand in a row where no labels are given", .range(1...40)),
      .option("show", \.show, "pictures, or the curve of a measure"),
      .option("classifier", \.classifier, "the {classifier} block that measures"),
      .option("data", \.data, "the data set whose test images are compared with"),
      .option(
        "samples", \.samples, "how many images are measured for each of the ten classes", .range(1...10_000)),
      .option(
        "reference", \.reference, "how many test images they are compared with; all if there are fewer",
        .given(.range(4...1_000_000))),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let kinds: [ModelKind] = knowsClasses ? [.classFlow] : [.flow]
    let remedies: ModelRemedies =
      !knowsClasses ? .giveLabels : labels == nil ? .leaveGuidanceOut : .leaveLabelsOut
    return Inputs(
      blocks: SamplingOptions(weaker: weaker).inputs([model], kinds: kinds, remedies: remedies)
        + (classifier.map { [$0.input()] } ?? []),
      files: classifier == nil
        ? [] : data.digits(.train, in: surroundings) + data.digits(.test, in: surroundings))
  }

  var exports: Exports { Exports(panels: show == .pictures ? PanelGrid.letters(rows.count) : []) }

  var figureKind: FigureKind {
    show == .pictures ? .pictures : .plot("the \(show.axis) against \(plot.horizontalAxis)")
  }

  func run(in context: RunContext) throws -> BlockOutput<[SweepPoint]> {
    let model = try self.model.load(context)
    let judge = try classifier.map { try SampleJudge.shared($0, data, count: reference.value, in: context) }
    let points = try rows.enumerated().map { index, sampling in
      try point(model.sampler(sampling, in: context), judge, in: context) {
        try context.advance($0, part: index, of: rows.count, label(of: sampling))
      }
    }
    return BlockOutput(try figure(points, judge, in: context), findings: points, library: judge?.library)
  }
}
