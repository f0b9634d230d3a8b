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

  static let name = "sweep"
  static let summary =
    "samples over a range of guidance, steps and solvers, as pictures or as a curve of a measure"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
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

  static var schema: Schema<Self> {
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

  var contradictions: [OptionMistake] {
    var found: [OptionMistake] = []
    let count = self.rows.count
    if count < 2 {
      let remedy = "give one of 'guidance', 'steps', 'solver' and 'tolerance' a list of two values at least"
      found.append(
        OptionMistake("steps", .invalid("nothing is swept: there is one row only", remedy: remedy)))
    } else if count > mostRows {
      let remedy = "shorten the lists, or sweep in two blocks"
      found.append(
        OptionMistake("steps", .invalid("the sweep has \(count) rows, more than \(mostRows)", remedy: remedy))
      )
    }
    if self.weaker != nil, self.guidance.allSatisfy({ $0 == 1 }) {
      let remedy = "give 'guidance' a value above 1, such as 2, or leave 'weaker' out"
      found.append(
        .meaningless("weaker", because: "with a guidance of 1", remedy: remedy))
    }
    if self.show != .pictures, self.classifier == nil {
      let text = "the \(self.show.axis) is measured by a classifier, and none is given"
      let remedy = "add 'classifier:' with the id of a {classifier} block, or write 'show: pictures'"
      found.append(OptionMistake("show", .invalid(text, remedy: remedy)))
    }
    if self.show == .consistency, !knowsClasses {
      let remedy = "give 'labels', or a 'guidance' other than 1, for a class-conditional flow"
      found.append(
        OptionMistake(
          "show", .invalid("the class consistency of a flow without classes is not defined", remedy: remedy)))
    }
    return found
      + SolverOptions.contradictions(
        self.solver, hasSteps: self.steps.isWritten, hasTolerance: tolerance.isWritten)
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let kinds: [TrainDirective.Kind] = knowsClasses ? [.classFlow] : [.flow]
    return Inputs(
      blocks: [self.model.input(option: "model", kinds: kinds)]
        + SamplingOptions.inputs(weaker: self.weaker) + (self.classifier.map { [$0.input()] } ?? []),
      files: self.classifier == nil
        ? [] : data.inputs(.train, in: surroundings) + data.inputs(.test, in: surroundings))
  }

  var exports: Exports {
    var names = ["evaluations"]
    if self.classifier != nil {
      names += (knowsClasses ? ["consistency"] : []) + ["frechet", "precision", "recall"]
    }
    return Exports(
      values: self.rows.indices.flatMap { row in names.map { "\($0)-\(row + 1)" } },
      panels: self.show == .pictures ? PanelGrid.letters(self.rows.count) : [])
  }

  var figureKind: FigureKind {
    self.show == .pictures
      ? .pictures : .plot("the \(self.show.axis) against \(SweepPlot.horizontalAxis())")
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try self.model.load(context)
    let judge = try self.classifier.map {
      try SampleJudge($0, data, count: self.reference, in: context)
    }
    var points: [SweepPoint] = []
    for (index, sampling) in self.rows.enumerated() {
      points.append(
        try SweepPoint(
          model.sampler(sampling, in: context), judge, in: context
        ) { try context.advance($0, part: index, of: self.rows.count, self.label(of: sampling)) })
    }
    let figure: Figure
    if self.show == .pictures {
      figure = .panels(
        PanelGrid(
          columnLabels: shownLabels?.map(String.init) ?? [],
          rows: try points.map { try PanelGrid.Row(label: self.label(of: $0.sampling), images: $0.shown) })
      )
    } else {
      let floor = try judge.map { try SweepPlot.floor($0, in: context) }
      figure = .plot(try SweepPlot.plot(points, reference: floor).keeping(in: context))
    }
    return BlockOutput(figure, values: points.enumerated().flatMap { $1.values(row: $0 + 1) })
  }
}
