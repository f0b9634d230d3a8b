import Chapters
import Datasets
import Diffusion
import Networks
import Pipeline
import SharedDirectives
import Tensors

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
  static let version = 1
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

    Values: for every guidance S subject-S, style-S and both-S (shares), such as subject-5, each with its error, such as
    subject-5-error; missed-S (the subjects that were missed most often); the same for the file's own pictures, where it
    has them, with 'pictures' in place of S (none where it has not); captions (how many).
    """

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

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let asked = try checkedCaptions(in: surroundings)
    let pictures = asked.entries.prefix(self.limit ?? .max).compactMap(asked.picture)
    return Inputs(
      blocks: [self.model.modelInput("model")],
      files: [FileInput(option: "captions", url: asked.url, name: "of captions", remedy: "check the name")]
        + (try JudgeFolder(path: self.judge, surroundings: surroundings).inputs()),
      groups: pictures.isEmpty
        ? []
        : [
          FileGroup(
            option: "captions", name: "pictures", urls: pictures,
            remedy: "put the picture there or remove the column of pictures")
        ])
  }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let model = examination.model(self.model, facts) else { return examination }
    let folder = JudgeFolder(path: self.judge, surroundings: surroundings)
    guard let asked = examination.check("captions", { try checkedCaptions(in: surroundings) }),
      let judge = examination.judge(folder, of: model)
    else { return examination }
    let entries = asked.entries.prefix(self.limit ?? .max)
    examination.check("captions") { try require(entries, areKnownTo: judge) }
    var prompts = entries.map { (option: "captions", prompt: $0.caption) }
    if self.guidance.contains(where: { $0 != 1 }) {
      prompts.append(("negative", prompting.negative))
    }
    examination.check(prompts: prompts, of: model)
    return examination
  }

  /// Requires every line to ask for a subject and a style that the judge tells from others.
  private func require(
    _ entries: ArraySlice<AskedCaptions.Entry>, areKnownTo judge: JudgeConfiguration
  ) throws {
    for entry in entries {
      for (what, found, known) in [
        ("subject", entry.subject, judge.subjects), ("style", entry.style, judge.styles),
      ] where !known.contains(found) {
        let near = Suggestion.nearest(to: found, among: known).map { "did you mean '\($0)'?" }
        throw OptionMistake(
          "captions",
          .invalid(
            "\(self.captions), line \(entry.line): the judge knows no \(what) '\(found)'",
            remedy: near ?? "it knows \(known.prefix(12).joined(separator: ", "))"))
      }
    }
  }

  /// The captions as they are now.
  private func asked(in surroundings: Surroundings) throws -> AskedCaptions {
    do throws(CaptionError) { return try AskedCaptions(surroundings.url(self.captions)) } catch {
      throw error.mistake("captions", self.captions, isFolder: false, in: surroundings)
    }
  }

  /// The captions before anything runs; all pictures must be there.
  private func checkedCaptions(
    in surroundings: Surroundings
  ) throws -> AskedCaptions {
    let url = surroundings.url(self.captions)
    do throws(CaptionError) {
      return try surroundings.readings.value(at: url) { () throws(CaptionError) in
        let asked = try AskedCaptions(url)
        try asked.requirePictures()
        return asked
      }
    } catch {
      throw error.mistake("captions", self.captions, isFolder: false, in: surroundings)
    }
  }

  var exports: Exports {
    // Whether the file has pictures is not known before it is read.
    let rows = self.guidance.map(NamedValue.plain) + [AgreementReport.pictures]
    return Exports(values: rows.flatMap(AgreementReport.valueNames) + ["captions"])
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try PromptedModel(self.model, context)
    let judge = try JudgeFolder(path: self.judge, surroundings: context.surroundings).load()
    let asked = try asked(in: context.surroundings)
    let entries = Array(asked.entries.prefix(self.limit ?? .max))
    let samples = AskedSamples(
      model: model, captions: entries.map(\.caption), options: prompting, context: context)
    var rows: [AgreementReport.Row] = []
    let texts = try samples.texts(isGuided: self.guidance.contains { $0 != 1 })
    for (part, guidance) in self.guidance.enumerated() {
      let verdicts = try samples.judged(
        by: judge, texts, guidance: guidance, part: part, of: self.guidance.count)
      let name = NamedValue.plain(guidance)
      rows.append(.init(name: name, label: "guidance \(name)", verdicts, entries, judge))
    }
    if asked.hasPictures {
      let pictures = try pictures(asked, side: model.model.side, in: context)
      rows.append(
        .init(
          name: AgreementReport.pictures, label: "the captions' own", judge.verdicts(of: pictures), entries,
          judge))
    }
    let report = AgreementReport(rows: rows, hasPictures: asked.hasPictures)
    return BlockOutput(
      .table(report.table), values: report.values + [NamedValue("captions", count: entries.count)])
  }

  /// The file's own pictures, [N, side, side, 3] in -1...1.
  private func pictures(
    _ asked: AskedCaptions, side: Int, in context: RunContext
  ) throws -> Tensor {
    do throws(CaptionError) {
      return Tensor(joining: try asked.pictures(side: side, limit: self.limit).map(\.tensor))
    } catch {
      throw error.mistake("captions", self.captions, isFolder: false, in: context.surroundings)
    }
  }
}
