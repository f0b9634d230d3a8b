import Chapters
import Datasets
import Figures
import Networks
import Pipeline
import SharedDirectives

/// `{agreement}`: how often a model's pictures show the subject and the style that their captions ask for.
struct AgreementDirective: Directive {
  var model = BlockReference(id: "model")
  var judge = ""
  var captions = ""
  var limit: Int?
  var guidance = [1.0, 3, 5, 7]
  var prompting = PromptOptions(steps: .equal(100))

  static let name = "agreement"
  static let summary = "how often pictures show the subject and the style of their captions"
  static let shows = Showing.table
  static let isRandom = true
  static let example = """
    ```{agreement} told-and-shown
    model: base
    judge: models/sketchbook/judge
    captions: models/sketchbook/held-out/asked.tsv
    limit: {draft: 16, quick: 64, paper: 256}
    guidance: [1, 3, 5]
    steps: 33
    seed: 0
    caption: With a guidance of 5 the subject is right in {{told-and-shown.subject-5}} of the pictures.
    ```

    A line of 'captions' (UTF-8) has a caption, a tab, its subject, a tab, its style, in the judge's words; perhaps
    another tab and the name of a picture beside the file that shows just that. The judge looks at one picture of every
    caption and guidance, drawn as {generate} does, caption number k from 0 with the seed + k for every guidance; and at
    the file's own pictures, which are what a model was trained to draw, and so the most that can be expected.

    A subject is right, too, where the judge's config.json says that another will do. A number behind ± is the standard
    error of the share.
    """

  static let measures: [Measure<AgreementDirective, AgreementReport>] = [
    .each("S", \.rowNames, of: \.namedRows, Measure.ofRow),
    .value("captions", "how many") { .count($0.captionCount) },
  ]

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, BlockReference.modelSummary),
        .required("judge", \.judge, JudgeFolder.summary),
        .required("captions", \.captions, "a file of captions with their subjects and styles"),
        .option("limit", \.limit, "only so many captions, the first ones", .positive),
        .option(
          "guidance", \.guidance,
          "s in e(negative) + s (e(caption) - e(negative)), a row of the table for each",
          Bound("1 to 20 different numbers from 0 to 100") {
            1...20 ~= $0.count && Set($0).count == $0.count && $0.allSatisfy { 0...100 ~= $0 }
          }),
      ] + PromptOptions.fields(at: \.prompting).filter { $0.name != "guidance" })
  }

  /// Of the values; whether the file has pictures is not known before it is read.
  private var rowNames: [String] { guidance.map(NumberText.prose.plain) + [AgreementReport.pictures] }

  private var isGuided: Bool { guidance.contains { $0 != 1 } }

  private func file(in surroundings: Surroundings) -> AskedFile {
    AskedFile(path: captions, limit: limit, surroundings: surroundings)
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    var inputs = Inputs(blocks: [model.modelInput("model")])
    try OptionMistakes.together(
      { inputs.add(try file(in: surroundings).inputs()) },
      { inputs.files += try JudgeFolder(path: judge, surroundings: surroundings).inputs() })
    return inputs
  }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let model = examination.model(model, facts)
    let file = file(in: surroundings)
    examination.check("captions") { try file.requireUsablePictures(side: model?.side) }
    let judge = examination.judge(JudgeFolder(path: judge, surroundings: surroundings), of: model)
    guard let asked = try? file.checkedCaptions() else { return examination }
    examination.warn(ofLimit: limit, of: "'\(captions)'", count: asked.entries.count)
    let entries = file.entries(of: asked)
    if let judge { examination.check("captions") { try require(entries, areKnownTo: judge) } }
    guard let model else { return examination }
    examination.check(stepsOf: prompting, of: model)
    var prompts = entries.map { (option: "captions", prompt: $0.caption) }
    if isGuided { prompts.append(("negative", prompting.negative)) }
    examination.check(prompts: prompts, of: model)
    return examination
  }

  /// Requires every line to ask for a subject and a style that the judge tells from others; throws `OptionMistakes`
  /// otherwise.
  private func require(
    _ entries: ArraySlice<AskedCaptions.Entry>, areKnownTo judge: JudgeConfiguration
  ) throws {
    var mistakes: [OptionMistake] = []
    for entry in entries {
      for (what, found, known) in [
        ("subject", entry.subject, judge.subjects), ("style", entry.style, judge.styles),
      ] where !known.contains(found) {
        let mistake = TextToImageMistake.unknownToJudge(
          what: what, found: found, known: known, file: captions, line: entry.line)
        mistakes.append(OptionMistake("captions", mistake))
      }
    }
    try OptionMistakes.require(none: mistakes)
  }

  func run(in context: RunContext) throws -> BlockOutput<AgreementReport> {
    let prompted = try PromptedModel(model, context)
    let judge = try JudgeFolder(path: judge, surroundings: context.surroundings).load()
    let file = file(in: context.surroundings)
    let asked = try file.captions()
    let entries = Array(file.entries(of: asked))
    let samples = AskedSamples(
      model: prompted, captions: entries.map(\.caption), options: prompting, context: context)
    let texts = try samples.texts(isGuided: isGuided)
    var rows = try guidance.enumerated().map { part, guidance in
      let verdicts = try samples.verdicts(
        of: judge, texts, guidance: guidance, part: part, of: self.guidance.count)
      let label = "guidance \(NumberText.prose.plain(guidance))"
      return AgreementReport.Row(label: label, verdicts, entries, judge)
    }
    if asked.hasPictures {
      let verdicts = judge.verdicts(of: try file.pictures(of: asked, side: prompted.model.side))
      rows.append(AgreementReport.Row(label: "the captions' own", verdicts, entries, judge))
    }
    let report = AgreementReport(
      rows: rows, hasPictures: asked.hasPictures, captionCount: entries.count)
    return BlockOutput(.table(report.table), findings: report)
  }
}
