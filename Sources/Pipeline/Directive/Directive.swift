import Chapters
import Figures
import Foundation

/// What a fenced block `{name} id` does: options in, a figure and measured values out.
///
/// A directive reads only what `inputs` declares and draws random numbers only from the block's seed, so that
/// equal options and inputs give equal bits.
public protocol Directive {
  associatedtype Options

  /// The word in the braces.
  static var name: String { get }
  /// One line for the list of directives.
  static var summary: String { get }
  /// Raised whenever the same options would give other bits.
  static var version: Int { get }
  /// Whether the block makes something with a caption.
  static var shows: Showing { get }
  /// Whether the block draws random numbers and so needs a seed.
  static var isRandom: Bool { get }
  /// The options' defaults.
  static var defaults: Options { get }
  /// The options' names, types, bounds and explanations.
  static var schema: Schema<Options> { get }
  /// A short block for the reference page.
  static var example: String { get }

  /// Mistakes that no single option shows; each is reported at the option it names.
  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)]
  /// Names in the options that `report.yml` does not have. Asked for every profile, also of a block with other mistakes,
  /// whose options have their defaults there.
  static func unknownNames(
    in options: Options, of surroundings: Surroundings
  ) -> [(option: String, mistake: Mistake)]
  /// What kind of figure the block will show, so that others can be set beside it.
  static func figureKind(_ options: Options) -> FigureKind
  /// Everything the block reads.
  ///
  /// - Throws: an `EnvironmentFault` for data that is not there, or an `OptionMistake`.
  static func inputs(_ options: Options, in surroundings: Surroundings) throws -> Inputs
  /// Looks at the block's files and at what its inputs found out, before anything runs: mistakes that no option shows
  /// alone, and facts for the blocks that read this one.
  static func examine(_ options: Options, in surroundings: Surroundings, _ facts: InputFacts) -> Examination
  /// What other blocks and the prose may ask of the block.
  static func exports(_ options: Options) -> Exports
  /// Does the work.
  ///
  /// - Throws: an `EnvironmentFault`, an `OptionMistake`, or `Interrupted`.
  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput
}

extension Directive {
  /// None.
  public static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] { [] }
  /// None.
  public static func unknownNames(
    in options: Options, of surroundings: Surroundings
  ) -> [(option: String, mistake: Mistake)] { [] }
  /// Pictures, or a table.
  public static func figureKind(_ options: Options) -> FigureKind { shows == .table ? .table : .pictures }
  /// No mistakes and no facts.
  public static func examine(_: Options, in _: Surroundings, _: InputFacts) -> Examination { Examination() }
  /// Nothing.
  public static func inputs(_ options: Options, in surroundings: Surroundings) throws -> Inputs { Inputs() }
}

/// A mistake in an option that only its file or another block shows, thrown by a block's `inputs` or its run.
public struct OptionMistake: Error {
  /// The option at which it is reported.
  public let option: String
  /// What is wrong.
  public let mistake: any Complaint

  /// What is wrong at an option.
  public init(_ option: String, _ complaint: any Complaint) { (self.option, mistake) = (option, complaint) }

  /// A mistake at an option, named by its case alone.
  public init(_ option: String, _ mistake: Mistake) { (self.option, self.mistake) = (option, mistake) }
}

/// What a block puts on the page.
public enum Showing: Sendable {
  /// A figure, which needs a caption and an alternative text.
  case figure
  /// A table, which needs a caption.
  case table
}

/// The kinds of figures: those of one kind can be compared.
public enum FigureKind: Equatable, Sendable {
  /// Pictures in rows and columns.
  case pictures
  /// A plot, with what is drawn and against what.
  case plot(String)
  /// A table.
  case table
  /// The kind that the compared inputs have.
  case asCompared
}

/// Where a block finds the world outside its chapter.
public struct Surroundings: Sendable {
  /// The folder of `report.yml`; relative paths start here.
  public let reportFolder: URL
  /// The folder of the data sets.
  public let dataFolder: URL
  /// The folder of the models that were fetched.
  public let modelsFolder: URL
  /// The models that `report.yml` names.
  public let models: NamedModels
  /// What blocks have read before they run.
  public let readings = SharedReadings()

  /// The folders, and the models with names.
  public init(reportFolder: URL, dataFolder: URL, modelsFolder: URL, models: NamedModels) {
    self.reportFolder = reportFolder
    self.dataFolder = dataFolder
    self.modelsFolder = modelsFolder
    self.models = models
  }
}

/// Everything a block reads.
public struct Inputs: Sendable {
  /// The blocks.
  public var blocks: [BlockInput] = []
  /// The files.
  public var files: [FileInput] = []
  /// Files that are read together.
  public var groups: [FileGroup] = []

  /// Some blocks and files.
  public init(blocks: [BlockInput] = [], files: [FileInput] = [], groups: [FileGroup] = []) {
    self.blocks = blocks
    self.files = files
    self.groups = groups
  }
}

/// Another block whose results a block reads.
public struct BlockInput: Sendable {
  /// The option that names it.
  public let option: String
  /// The block's id.
  public let id: String
  /// The directives that will do; any if empty.
  public let directives: [String]
  /// The epoch whose checkpoint is read, if a certain one is.
  public let epoch: Int?
  /// The measured value that is read, if a certain one is.
  public let value: String?
  /// What the block may have made, in the words of `Exports.kind`; anything if empty.
  public let kinds: [String]
  /// Whether the block's figure is set beside those of all other inputs that say so: they must be of one kind.
  public let isCompared: Bool

  /// An input; any directive, kind, epoch and value if none is given.
  public init(
    option: String, id: String, directives: [String] = [], epoch: Int? = nil, value: String? = nil,
    kinds: [String] = [], isCompared: Bool = false
  ) {
    self.option = option
    self.id = id
    self.directives = directives
    self.epoch = epoch
    self.value = value
    self.kinds = kinds
    self.isCompared = isCompared
  }
}

/// A file that a block reads; its content is part of the block's key.
public struct FileInput: Sendable {
  /// The option that names it.
  public let option: String
  /// The file.
  public let url: URL
  /// What the file is called in the block's recipe; two of a block have two names.
  public let name: String
  /// The SHA-256 that the file must have, in hexadecimal, if that is known.
  public let sum: String?
  /// What to do if the file is missing or damaged.
  public let remedy: String

  /// An input; any content will do if no sum is given. It is called by its last path component unless a name is given.
  public init(option: String, url: URL, name: String? = nil, sum: String? = nil, remedy: String) {
    self.option = option
    self.url = url
    self.name = name ?? url.lastPathComponent
    self.sum = sum
    self.remedy = remedy
  }
}

/// Many files that a block reads together, such as the pictures of a folder: their contents, in their order, are one part
/// of the block's key.
public struct FileGroup: Sendable {
  /// The option that names them.
  public let option: String
  /// What they are: 'pictures'.
  public let name: String
  /// The files.
  public let urls: [URL]
  /// What to do if one is missing or cannot be read.
  public let remedy: String

  /// A group of files.
  public init(option: String, name: String, urls: [URL], remedy: String) {
    self.option = option
    self.name = name
    self.urls = urls
    self.remedy = remedy
  }
}

/// What other blocks and the prose may ask of a block.
public struct Exports: Sendable {
  /// The names that `{{id.name}}` may use.
  public var values: [String]
  /// The epochs after which checkpoints are kept.
  public var checkpoints: [Int]
  /// The panels that `@id/panel` may name.
  public var panels: [String]
  /// What the block makes, where others care: 'denoiser', 'flow'.
  public var kind: String?

  /// Some values, checkpoints and panels.
  public init(
    values: [String] = [], checkpoints: [Int] = [], panels: [String] = [], kind: String? = nil
  ) {
    self.values = values
    self.checkpoints = checkpoints
    self.panels = panels
    self.kind = kind
  }
}

/// What a block's run gives back.
public struct BlockOutput: Sendable {
  /// What stands on the page.
  public var figure: Figure?
  /// What was measured.
  public var values: [NamedValue]

  /// A figure and some values.
  public init(figure: Figure?, values: [NamedValue] = []) {
    self.figure = figure
    self.values = values
  }
}
