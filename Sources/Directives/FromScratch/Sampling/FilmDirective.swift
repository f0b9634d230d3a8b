import Chapters
import Figures
import Files
import Foundation
import Pipeline
import SharedDirectives
import Tensors

/// `{film}`: how images come out of noise, as a strip of states for each image.
struct FilmDirective: Directive {
  var model = ModelReference(id: "", epoch: nil)
  var labels: ClassList?
  var columns = 5
  var rows = 1
  var every = 5
  var sampling = SamplingOptions()

  static let name = "film"
  static let summary = "the way from noise to image, as a film strip for each image"
  static let isRandom = true
  static let states: StateOrder? = .row
  static let example = """
    ```{film} birth
    model: digits
    labels: [2, 7]
    guidance: 5
    steps: 50
    every: 10
    seed: 0
    caption: Two digits on their way out of the noise.
    alt: Two rows of six states; strokes gather from the noise by the fourth.
    ```

    Draws what {sample} draws with the same options (with dopri5, up to 128 images). The strips show the first row of the grid; every state of the whole
    grid is kept beside them as frame-0.png, frame-1.png, ... with film.json.
    """

  /// What was drawn.
  struct Findings {
    let frames: Int
    let evaluations: Int
  }

  static let measures: [Measure<Self, Findings>] = [
    .value("frames", "how many states of the grid are kept") { .count($0.frames) },
    .value("evaluations", "of the network, for one image") { .count($0.evaluations) },
  ]

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, "the checkpoint of a flow"),
        .option("labels", \.labels, "the class of each image, for a class-conditional flow", .labels),
        .option("columns", \.columns, "how many images are drawn where no labels are given", .range(1...40)),
        .option("rows", \.rows, "how many rows of the grid are kept in the frames", .range(1...4)),
        .option("every", \.every, "how many steps lie between two states of a strip", .range(1...10_000)),
      ] + SamplingOptions.fields(at: \.sampling))
  }

  var contradictions: [OptionMistake] { sampling.contradictions(labels: labels) }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: sampling.inputs([model], kinds: labels.kinds, remedies: labels.remedies))
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(labels?.classes.count ?? columns)) }

  func run(in context: RunContext) throws -> BlockOutput<Findings> {
    let columns = labels?.classes.count ?? columns
    let classes = labels.map { list in (0..<rows).flatMap { _ in list.classes } }
    var generator = TorchGenerator(seed: context.seed)
    let noise = generator.normalImages([rows * columns, 28, 28, 1])
    var film = Film(columns: columns, rows: rows, frames: [])
    var shown: [(time: Double, x: Tensor)] = []
    let sampler = try model.load(context).sampler(sampling, in: context)
    let streams = sampler.streams(rows * columns, after: generator)
    let draw = try sampler.walk(from: noise, labels: classes, streams: streams) {
      try context.advance($0.time)
      try film.add($0, in: context.output)
      let isShown = $0.step % every == 0 || $0.time >= 1
      if isShown { shown.append(($0.time, $0.x.rows(0..<columns))) }
    }
    try film.write(in: context.output)
    let strips = try (0..<columns).map { column in
      PanelGrid.Row(
        label: labels.map { String($0.classes[column]) },
        cells: try shown.map { PanelGrid.Cell(try $0.x.picture(column)) })
    }
    return BlockOutput(
      .panels(
        PanelGrid(
          columnLabels: shown.map { "t = \(NumberText.prose.plain(($0.time * 100).rounded() / 100))" },
          rows: strips
        )),
      findings: Findings(frames: film.frames.count, evaluations: draw.evaluations))
  }
}

/// The kept states of a sampling: one sheet of images for each, for a page that can play them.
private struct Film: Codable {
  struct Frame: Codable {
    let file: String
    /// In 0...1.
    let time: Double
  }

  /// Of the images on a sheet.
  let columns: Int
  let rows: Int
  var frames: [Frame]

  mutating func add(_ state: SolverOptions.State, in folder: URL) throws {
    let frame = Frame(file: "frame-\(state.step).png", time: state.time)
    let sheet = try Picture.contactSheet(of: state.x.pictures(), columns: columns)
    try AtomicFile.write(sheet.pngData(), to: folder.appending(path: frame.file))
    frames.append(frame)
  }

  func write(in folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try AtomicFile.write(encoder.encode(self), to: folder.appending(path: "film.json"))
  }
}
