import Chapters
import Figures

/// What a fenced block `{name} id` does: options in, a figure and measured values out.
///
/// A directive is its options: its properties hold what the author chose, and `init()` the defaults. It reads only what
/// `inputs` declares and draws random numbers only from the block's seed, so that equal options and inputs give equal
/// bits.
public protocol Directive: Sendable {
  /// What a run finds out, of which the measured values are taken.
  associatedtype Findings = Void

  /// The word in the braces.
  static var name: String { get }
  /// One line for the list of directives.
  static var summary: String { get }
  /// Raised whenever the same options would give other bits; 1 unless said otherwise.
  static var version: Int { get }
  /// What the block puts on the page: a figure unless said otherwise.
  static var shows: Showing { get }
  /// How states follow one another among the pictures, for who plays them as a film; nil where they show none.
  static var states: StateOrder? { get }
  /// Which picture of its last row stands for what it shows, in lists.
  static var showpiece: Showpiece { get }
  /// Whether the block draws random numbers and so needs a seed.
  static var isRandom: Bool { get }
  /// Whether the figure is a picture of the author's, whose file then says nothing of its block.
  static var showsGivenPicture: Bool { get }
  /// Whether the block shows what is known of other results, so that it cannot be among those that are locked and verified.
  static var showsVerifications: Bool { get }
  /// The options' names, types, bounds and explanations.
  static var schema: Schema<Self> { get }
  /// What a block measures, in the order of the reference page.
  static var measures: [Measure<Self, Findings>] { get }
  /// A short block for the reference page.
  static var example: String { get }

  /// The options' defaults.
  init()

  /// Mistakes that no single option shows; each is reported at the option it names.
  var contradictions: [OptionMistake] { get }
  /// Names in the options that `report.yml` does not have. Asked for every profile, also of a block with other mistakes,
  /// whose options have their defaults there.
  func unknownNames(of surroundings: Surroundings) -> [OptionMistake]
  /// What kind of figure the block will show, so that others can be set beside it.
  var figureKind: FigureKind { get }
  /// Everything the block reads.
  ///
  /// - Throws: a `Complaint` about data that is not there, or an `OptionMistake`.
  func inputs(in surroundings: Surroundings) throws -> Inputs
  /// What computes a part of the result outside the engine, such as 'frechet' by 'dsyevd': parts of the block's key, as the
  /// library that computes it is not.
  var algorithms: [Recipe.Part] { get }
  /// Looks at the block's files and at what its inputs found out, before anything runs: mistakes that no option shows
  /// alone, and facts for the blocks that read this one.
  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination
  /// How much memory a run takes at the most; asked for where `examine` found no problems.
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed
  /// What other blocks may ask of the block, beside its measured values.
  var exports: Exports { get }
  /// What a table shows of its author's own words.
  var authored: AuthoredTable { get }
  /// Does the work.
  ///
  /// - Throws: a `Complaint`, an `OptionMistake`, or `Interrupted`.
  func run(in context: RunContext) throws -> BlockOutput<Findings>
}

extension Directive {
  /// The first.
  public static var version: Int { 1 }
  /// A figure.
  public static var shows: Showing { .figure }
  /// The middle one: at the ends often stands what was given.
  public static var showpiece: Showpiece { .middle }

  /// No states.
  public static var states: StateOrder? { nil }
  /// The block makes its figure.
  public static var showsGivenPicture: Bool { false }
  /// The block is a result like others.
  public static var showsVerifications: Bool { false }
  /// None.
  public static var measures: [Measure<Self, Findings>] { [] }
  /// None.
  public var contradictions: [OptionMistake] { [] }
  /// None.
  public func unknownNames(of surroundings: Surroundings) -> [OptionMistake] { [] }
  /// Pictures, or a table.
  public var figureKind: FigureKind { Self.shows == .table ? .table : .pictures }
  /// None.
  public var authored: AuthoredTable { AuthoredTable() }
  /// None.
  public var algorithms: [Recipe.Part] { [] }
  /// No mistakes and no facts.
  public func examine(in _: Surroundings, _: InputFacts) -> Examination { Examination() }
  /// No more than the program itself.
  public func memory(in _: Surroundings, _: InputFacts) -> MemoryNeed { MemoryNeed() }
  /// Nothing; never throws.
  public func inputs(in surroundings: Surroundings) throws -> Inputs { Inputs() }
  /// Nothing.
  public var exports: Exports { Exports() }
}

/// What a block's run gives back.
public struct BlockOutput<Findings> {
  /// What stands on the page.
  public let figure: Figure
  /// What was found out, of which the directive's measures make values.
  public let findings: Findings
  /// The library that computed a part of it, as it calls itself; none if the engine alone did.
  public let library: String?

  /// A figure and what was found out.
  public init(_ figure: Figure, findings: Findings, library: String? = nil) {
    (self.figure, self.findings, self.library) = (figure, findings, library)
  }
}

extension BlockOutput<Void> {
  /// A figure alone.
  public init(_ figure: Figure) { self.init(figure, findings: ()) }
}
