import Chapters
import Figures

/// A block whose options have been read for one profile. The plan, the build and the pages all hold it, so it is an object.
public final class DecodedBlock: Sendable {
  /// The block as it stands in the chapter.
  public let source: DirectiveBlock
  /// The directive's name.
  public let directive: String
  /// The directive's version.
  public let version: Int
  /// Figure or table.
  public let shows: Showing
  /// How states follow one another among its pictures.
  public let states: StateOrder?
  /// Which of its pictures stands for it.
  public let showpiece: Showpiece
  /// Whether the figure is a picture of the author's.
  public let showsGivenPicture: Bool
  /// Whether the block shows what is known of other results.
  public let showsVerifications: Bool
  /// The text under the figure.
  public let caption: AuthorText
  /// What a reader who cannot see the figure should know.
  public let alt: AuthorText?
  /// What a table shows of its author's own words.
  public let authored: AuthoredTable
  /// What others may ask of the block.
  public let exports: Exports
  /// The kind of figure that it will show.
  public let figureKind: FigureKind
  /// What the block reads.
  public let inputs: Inputs
  let surroundings: Surroundings
  /// Where each option stands, for messages.
  public let optionSpans: [String: SourceSpan]
  /// The options that decide the result, in canonical spelling, and whether that is their default.
  let canonical: [(name: String, value: String, isDefault: Bool)]
  let algorithms: [Recipe.Part]
  let run: @Sendable (RunContext) throws -> (figure: Figure, values: [NamedValue], library: String?)
  let examine: @Sendable (InputFacts) -> Examination
  let memory: @Sendable (InputFacts) -> MemoryNeed

  /// - Throws: what the directive's `inputs` throw.
  init<D: Directive>(
    _ block: DirectiveBlock, _ options: BlockOptions<D>, by schema: Schema<BlockOptions<D>>,
    entries: YAMLMapping, in surroundings: Surroundings
  ) throws {
    let (own, seed) = (options.own, options.seed)
    source = block
    directive = D.name
    version = D.version
    (shows, states, showsGivenPicture) = (D.shows, D.states, D.showsGivenPicture)
    showpiece = D.showpiece
    showsVerifications = D.showsVerifications
    (caption, alt, authored) = (options.caption, options.alt, own.authored)
    var exports = own.exports
    exports.values = own.measuredNames
    self.exports = exports
    figureKind = own.figureKind
    self.surroundings = surroundings
    inputs = try own.inputs(in: surroundings)
    optionSpans = Dictionary(
      entries.map { ($0.key.text ?? "", $0.value.span) }, uniquingKeysWith: { a, _ in a })
    canonical = schema.canonical(options, defaults: BlockOptions())
    algorithms = own.algorithms
    run = {
      let output = try own.run(in: $0.with(seed: seed))
      return (output.figure, try own.values(of: output.findings), output.library)
    }
    examine = { own.examine(in: surroundings, $0) }
    memory = { own.memory(in: surroundings, $0) }
  }

  /// The block's id.
  public var id: String { source.id }

  /// Where an option stands, or the fence if the author left it out.
  func span(of option: String) -> SourceSpan { optionSpans[option] ?? source.fence }
}

extension DecodedBlock {
  /// A warning as a diagnostic at its place.
  func warning(_ mistake: OptionMistake) -> Diagnostic {
    .warning(mistake.mistake, at: span(of: mistake.option), in: directive)
  }

  /// A problem as a diagnostic at its place.
  func diagnostic(_ problem: Examination.Problem) -> Diagnostic {
    switch problem {
    case .mistake(let mistake): Diagnostic(mistake.mistake, at: span(of: mistake.option), in: directive)
    case .fault(let option, let fault): Diagnostic(fault, at: span(of: option), in: directive)
    case .elsewhere(let diagnostic): diagnostic
    }
  }
}
