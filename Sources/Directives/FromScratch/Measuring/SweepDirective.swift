import Chapters
import Datasets
import Figures
import Networks
import Pipeline
import SharedDirectives
import Tensors

/// `{sweep}`: the same noise under different guidance, steps or solvers, as rows of pictures or as a measure's curve.
struct SweepDirective: Directive {
  /// What stands on the page.
  enum Show: String, SchemaChoice {
    case pictures, consistency, frechet, precision, recall

    /// What the vertical axis says.
    var axis: String {
      switch self {
      case .pictures: ""
      case .consistency: "class consistency"
      case .frechet: "Fréchet distance"
      case .precision: "precision"
      case .recall: "recall"
      }
    }
  }

  struct Options {
    var model = ModelReference(id: "", epoch: nil)
    var guidance: [Double] = [1]
    var weaker: ModelReference?
    var steps = Given(default: [SolverOptions().steps.value])
    var solver = [SolverOptions.Solver.euler]
    var tolerance = Given(default: [SolverOptions().tolerance.value])
    var labels: ClassList?
    var columns = 10
    var show = Show.pictures
    var classifier: ClassifierReference?
    var data = DatasetReference(text: "mnist")
    var samples = 50
    var reference = 10_000
  }

  static let name = "sweep"
  static let summary =
    "samples over a range of guidance, steps and solvers, as pictures or as a curve of a measure"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
  static let mostRows = 24
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

    Each solver with each number of steps (dopri5: with each tolerance) and each guidance is a row, in this order, and all
    rows start from the same noise. As pictures a row shows 'labels', or 'columns' images; measures are taken over
    'samples' images of each class, against the first 'reference' test images. Values: evaluations-1, ... for the rows,
    and with a classifier consistency-1 (for class-conditional flows), frechet-1, precision-1, recall-1, ...
    """

  static var schema: Schema<Options> {
    Schema([
      .required("model", \.model, "the checkpoint of a flow"),
      .option(
        "guidance", \.guidance,
        "values of s in u(none) + s (u(class) - u(none)), or with 'weaker' in its place",
        .each(SamplingOptions.guidanceBound)),
      .option("weaker", \.weaker, SamplingOptions.weakerSummary),
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
        "reference", \.reference, "how many test images they are compared with", .range(4...1_000_000)),
    ])
  }

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    var found: [(option: String, mistake: Mistake)] = []
    let count = options.rows.count
    if count < 2 {
      let remedy = "give one of 'guidance', 'steps', 'solver' and 'tolerance' a list of two values at least"
      found.append(("steps", .invalid("nothing is swept: there is one row only", remedy: remedy)))
    } else if count > mostRows {
      let remedy = "shorten the lists, or sweep in two blocks"
      found.append(
        ("steps", .invalid("the sweep has \(count) rows, more than \(mostRows)", remedy: remedy)))
    }
    if options.weaker != nil, options.guidance.allSatisfy({ $0 == 1 }) {
      let remedy = "give 'guidance' a value above 1, such as 2, or leave 'weaker' out"
      found.append(
        ("weaker", .meaningless(key: "weaker", because: "with a guidance of 1", remedy: remedy)))
    }
    if options.show != .pictures, options.classifier == nil {
      let text = "the \(options.show.axis) is measured by a classifier, and none is given"
      let remedy = "add 'classifier:' with the id of a {classifier} block, or write 'show: pictures'"
      found.append(("show", .invalid(text, remedy: remedy)))
    }
    if options.show == .consistency, !options.knowsClasses {
      let remedy = "give 'labels', or a 'guidance' other than 1, for a class-conditional flow"
      found.append(
        ("show", .invalid("the class consistency of a flow without classes is not defined", remedy: remedy)))
    }
    return found
      + SolverOptions.contradictions(
        options.solver, hasSteps: options.steps.isWritten, hasTolerance: options.tolerance.isWritten)
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    let kinds: [TrainDirective.Kind] = options.knowsClasses ? [.classFlow] : [.flow]
    return Inputs(
      blocks: [options.model.input(option: "model", kinds: kinds)]
        + SamplingOptions.inputs(weaker: options.weaker) + (options.classifier.map { [$0.input()] } ?? []),
      files: options.classifier == nil
        ? [] : options.data.inputs(.train, in: surroundings) + options.data.inputs(.test, in: surroundings))
  }

  static func exports(_ options: Options) -> Exports {
    var names = ["evaluations"]
    if options.classifier != nil {
      names += (options.knowsClasses ? ["consistency"] : []) + ["frechet", "precision", "recall"]
    }
    return Exports(
      values: options.rows.indices.flatMap { row in names.map { "\($0)-\(row + 1)" } },
      panels: options.show == .pictures ? PanelGrid.letters(options.rows.count) : [])
  }

  static func figureKind(_ options: Options) -> FigureKind {
    options.show == .pictures
      ? .pictures : .plot("the \(options.show.axis) against \(SweepPlot.horizontalAxis(of: options))")
  }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let model = try options.model.load(context)
    let judge = try options.classifier.map {
      try SampleJudge($0, options.data, count: options.reference, in: context)
    }
    var points: [SweepPoint] = []
    for (index, sampling) in options.rows.enumerated() {
      points.append(
        try SweepPoint(
          model.sampler(sampling, in: context), options, judge, in: context
        ) { try context.advance($0, part: index, of: options.rows.count, options.label(of: sampling)) })
    }
    let figure: Figure
    if options.show == .pictures {
      figure = .panels(
        PanelGrid(
          columnLabels: options.shownLabels?.map(String.init) ?? [],
          rows: try points.map { try PanelGrid.Row(label: options.label(of: $0.sampling), images: $0.shown) })
      )
    } else {
      let floor = try judge.map { try SweepPlot.floor(of: options, $0, in: context) }
      figure = .plot(try SweepPlot.plot(points, options, reference: floor).keeping(in: context))
    }
    return BlockOutput(
      figure: figure, values: points.enumerated().flatMap { $1.values(row: $0 + 1) })
  }
}
