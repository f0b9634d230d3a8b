import Chapters
import Figures
import Pipeline
import SharedDirectives

/// `{figure}`: a picture that was made elsewhere; nothing of it is run.
struct FigureDirective: Directive {
  var file = ""
  var width: Int?
  var script: String?
  var command: String?

  static let name = "figure"
  static let summary = "a picture made elsewhere (PNG, JPEG or SVG) as a numbered figure"
  static let isRandom = false
  static let showsGivenPicture = true
  static let example = """
    ```{figure} architecture
    file: drawings/architecture.svg
    script: drawings/architecture.py
    command: python3 architecture.py --wide
    caption: The network from above.
    alt: Five boxes side by side, joined by arrows.
    ```

    The script and the command say how the picture was made. Nothing is run: the sums of both files stand beneath the
    figure, so that a reader can tell whether they belong together. An SVG picture is cleaned: scripts, HTML and references to
    other files are taken out, and check says what.
    """

  static var schema: Schema<Self> {
    Schema([
      .required("file", \.file, "a PNG, JPEG or SVG file"),
      .option(
        "width", \.width, "how wide it is shown where there is room, in screen pixels; its own if left out",
        .range(16...4096)),
      .option("script", \.script, "the file that made it"),
      .option("command", \.command, "the command that made it, which is shown and not run"),
    ])
  }

  var figureKind: FigureKind { .ready }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let named = [(file, "file")] + (script.map { [($0, "script")] } ?? [])
    return Inputs(files: try named.map { try surroundings.givenFile($0.0, option: $0.1) })
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    let removed = examination.check("file") {
      try ReadyPicture.read(surroundings.url(file), called: file).removed
    }
    if let removed, !removed.isEmpty {
      examination.warn("file", PictureComplaint.cleaned(file, removed: removed))
    }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    BlockOutput(.ready(try picture(in: context.surroundings)))
  }

  private func picture(in surroundings: Surroundings) throws -> ReadyPicture {
    let own = try ReadyPicture.read(surroundings.url(file), called: file).picture
    guard let width else { return own }
    let height = max(1, Int((Double(own.height) * Double(width) / Double(own.width)).rounded()))
    return ReadyPicture(own.content, own.format, width: width, height: height)
  }
}
