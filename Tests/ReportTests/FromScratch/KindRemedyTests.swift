import TestSupport
import Testing

/// A model of the wrong kind: the remedy is what the author can do in this block, or how to come by another model.
@Suite struct KindRemedyTests {
  private static let flow = Block(
    "train", "plain",
    "data: ./digits\nobjective: flow-matching\nnetwork: time-conditional\nwidth: 4\nepochs: 1")
  private static let classes = Block(
    "train", "classes",
    "data: ./digits\nobjective: flow-matching\nnetwork: class-conditional\nwidth: 4\nepochs: 1")
  private static let judge = Block("classifier", "judge", "data: ./digits\nepochs: 1")

  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let models: [Block]
    let block: Block
    let help: String

    init(_ models: [Block], _ directive: String, _ options: String, _ help: String) {
      (self.models, block, self.help) = (models, Block(directive, "case", options), help)
      testDescription = "\(directive): \(options.replacing("\n", with: ", "))"
    }
  }

  private static let labels =
    "give 'labels', such as 'labels: 0...9', since the flow is told the class of each column"
  private static let none = "leave 'labels' out, since the flow knows no classes"
  private static let guidance =
    "leave 'guidance' out or give a 'weaker' model, since the flow knows no classes"

  static let rows = [
    Row([classes], "sample", "model: classes", labels),
    Row([classes, flow], "sample", "model: classes", "\(labels); or name another (known: plain)"),
    Row([classes], "film", "model: classes", labels),
    Row([classes], "sweep", "model: classes\nsteps: [1, 2]", labels),
    Row([classes, judge], "neighbours", "model: classes\ndata: ./digits\nclassifier: judge", labels),
    Row([flow], "sample", "model: plain\nlabels: [1, 2]", none),
    Row([flow], "film", "model: plain\nlabels: 0...3", none),
    Row([flow], "sweep", "model: plain\nlabels: [1]\nsteps: [1, 2]", none),
    Row([flow, classes], "sample", "model: plain\nlabels: [1]", "\(none); or name another (known: classes)"),
    Row([flow], "sweep", "model: plain\nguidance: [1, 3]", guidance),
    Row([flow, judge], "evaluate", "model: plain\ndata: ./digits\nclassifier: judge\nguidance: 3", guidance),
    Row(
      [flow], "likelihood", "model: plain\ndata: ./digits\nlabels: own",
      "write 'labels: none', since the flow knows no classes"),
    Row(
      [], "sample", "model: denoiser",
      "train a flow: {train} with 'objective: flow-matching' and 'network: time-conditional'"),
    Row(
      [], "sample", "model: denoiser\nlabels: [1]",
      "train a class-conditional flow: {train} with 'objective: flow-matching' and 'network: class-conditional'"
    ),
    Row([flow], "sample", "model: denoiser", "known: plain"),
    Row([flow], "denoise", "model: plain\ndata: ./digits", "known: denoiser"),
    Row(
      [classes], "train",
      "data: ./digits\nobjective: flow-matching\nnetwork: time-conditional\nreflow: classes\nwidth: 4",
      "write 'network: class-conditional', as the flow's own is"),
  ]

  @Test("the remedy for a model of the wrong kind is one that helps", arguments: rows)
  func remedy(_ row: Row) throws {
    let project = try SampleReport.fresh()
    try project.write(SampleChapter(row.models + [row.block]))
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("help: \(row.help)\n"), "\(outcome.errors)")
  }
}
