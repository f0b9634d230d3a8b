import Chapters
import Foundation
import Synchronization

/// A directive without its type: what the registry holds.
public struct AnyDirective: Sendable {
  /// The word in the braces.
  public let name: String
  /// One line for the list of directives.
  public let summary: String
  /// The version that is part of every key.
  public let version: Int
  /// Figure or table.
  public let shows: Showing
  /// Whether a block needs a seed.
  public let isRandom: Bool
  /// A short block for the reference page.
  public let example: String
  /// The options as the reference page lists them, the common ones last.
  public var options: [OptionDescription] { describeOptions() }

  private let describeOptions: @Sendable () -> [OptionDescription]
  typealias Decoding = (block: DecodedBlock?, diagnostics: [Diagnostic])
  let decode: @Sendable (DirectiveBlock, _ profile: String, _ profiles: [String], Surroundings) -> Decoding

  /// A directive's type, forgotten.
  public init<D: Directive & SendableMetatype>(_: D.Type) {
    name = D.name
    summary = D.summary
    version = D.version
    shows = D.shows
    isRandom = D.isRandom
    example = D.example
    describeOptions = {
      WholeOptions<D>.schema.fields.map {
        OptionDescription(
          name: $0.name, summary: $0.summary, expectation: $0.expectation,
          standard: $0.isRequired ? nil : $0.canonical(WholeOptions<D>()))
      }
    }
    let schema = SharedSchema<D>()
    decode = { decodeBlock($0, as: D.self, by: schema.value, profile: $1, profiles: $2, in: $3) }
  }
}

/// One line of the reference page.
public struct OptionDescription: Sendable, Encodable {
  /// The option's key.
  public let name: String
  /// What it says.
  public let summary: String
  /// Its type and bounds in words.
  public let expectation: String
  /// The default, or nothing where the option is required.
  public let standard: String?
}

/// A block whose options have been read for one profile.
public struct DecodedBlock: Sendable {
  /// The block as it stands in the chapter.
  public let source: DirectiveBlock
  /// The directive's name.
  public let directive: String
  /// The directive's version.
  public let version: Int
  /// Figure or table.
  public let shows: Showing
  /// The text under the figure, in Markdown.
  public let caption: InlineMarkup
  /// Where the caption stands.
  public let captionSpan: SourceSpan
  /// What a reader who cannot see the figure should know.
  public let alt: String?
  /// What others may ask of the block.
  public let exports: Exports
  /// The kind of figure that it will show.
  public let figureKind: FigureKind
  /// What the block reads.
  public let inputs: Inputs
  let surroundings: Surroundings
  /// Where each option stands, for messages.
  public let optionSpans: [String: SourceSpan]
  /// The options that decide the result, in canonical spelling.
  let canonical: [(name: String, value: String)]
  let run: @Sendable (RunContext) throws -> BlockOutput
  let examine: @Sendable (InputFacts) -> Examination

  /// The block's id.
  public var id: String { source.id }

  /// Where an option stands, or the fence if the author left it out.
  func span(of option: String) -> SourceSpan { optionSpans[option] ?? source.fence }
}

/// The options that every directive has, beside its own.
struct WholeOptions<D: Directive> {
  var own = D.defaults
  var caption = ""
  var alt: String?
  var seed: UInt64 = 0

  static var schema: Schema<WholeOptions> {
    var fields = D.schema.fields.map { $0.lifted(to: \WholeOptions.own) }
    if D.isRandom {
      fields.append(.required("seed", \.seed, "where the random numbers start, as in torch.manual_seed"))
    }
    let caption = "the text under the figure, in Markdown"
    fields.append(.required("caption", \.caption, caption, isPresentation: true))
    if D.shows == .figure {
      let alt = "what a reader who cannot see the figure should know"
      fields.append(.required("alt", \.alt, alt, isPresentation: true))
    }
    return Schema(fields)
  }
}

/// Reads a block for every profile, so that a mistake in one that is not built today is found today.
private func decodeBlock<D: Directive & SendableMetatype>(
  _ block: DirectiveBlock, as: D.Type, by schema: Schema<WholeOptions<D>>, profile: String,
  profiles: [String], in surroundings: Surroundings
) -> AnyDirective.Decoding {
  guard let entries = block.entries else { return (nil, []) }
  var diagnostics: [Diagnostic] = []
  var chosen: WholeOptions<D>?
  let isSameForAll = entries.allSatisfy { $0.value.entries == nil }
  for name in [profile] + (isSameForAll ? [] : profiles.filter { $0 != profile }) {
    let (resolved, profileDiagnostics) = entries.resolved(for: name, among: profiles, context: D.name)
    let (value, optionDiagnostics) = schema.read(
      resolved, into: WholeOptions<D>(), from: block.fence, context: D.name)
    var found = profileDiagnostics + optionDiagnostics
    let unknown = D.unknownNames(in: value.own, of: surroundings)
    let contradictions = found.isEmpty ? D.contradictions(in: value.own) : []
    found += (contradictions + unknown).map { option, mistake in
      Diagnostic(mistake, at: resolved.span(of: option) ?? block.fence, in: D.name)
    }
    for diagnostic in found where !diagnostics.contains(where: { $0.description == diagnostic.description }) {
      diagnostics.append(diagnostic)
    }
    if name == profile, found.isEmpty { chosen = value }
  }
  guard diagnostics.isEmpty, let chosen else { return (nil, diagnostics) }
  do {
    return (
      try DecodedBlock(
        block, as: D.self, by: schema, options: chosen, entries: entries, in: surroundings), []
    )
  } catch let mistake as OptionMistake {
    let span = entries.span(of: mistake.option) ?? block.fence
    return (nil, [Diagnostic(mistake.mistake, at: span, in: D.name)])
  } catch let diagnostic as Diagnostic {
    return (nil, [diagnostic])
  } catch let diagnostics as Diagnostics {
    return (nil, diagnostics.all)
  } catch {
    let span = entries.span(of: "data") ?? block.fence
    return (nil, [Diagnostic(EnvironmentFault(describing: error), at: span, in: D.name)])
  }
}

extension DecodedBlock {
  init<D: Directive & SendableMetatype>(
    _ block: DirectiveBlock, as: D.Type, by schema: Schema<WholeOptions<D>>, options: WholeOptions<D>,
    entries: [(key: YAML, value: YAML)], in surroundings: Surroundings
  ) throws {
    source = block
    directive = D.name
    version = D.version
    shows = D.shows
    caption = InlineMarkup(options.caption, in: block.fence.file)
    alt = options.alt
    exports = D.exports(options.own)
    figureKind = D.figureKind(options.own)
    self.surroundings = surroundings
    inputs = try D.inputs(options.own, in: surroundings)
    optionSpans = Dictionary(
      entries.map { ($0.key.text ?? "", $0.value.span) }, uniquingKeysWith: { a, _ in a })
    captionSpan = optionSpans["caption"] ?? block.fence
    canonical = schema.canonical(options)
    let box = UncheckedBox(options.own)
    let seed = options.seed
    run = { try D.run(box.value, in: $0.with(seed: seed)) }
    examine = { D.examine(box.value, in: surroundings, $0) }
  }
}

/// A directive's schema, made when a block first asks for it.
private final class SharedSchema<D: Directive & SendableMetatype>: Sendable {
  private let made = Mutex<UncheckedBox<Schema<WholeOptions<D>>>?>(nil)

  var value: Schema<WholeOptions<D>> {
    made.withLock {
      let box = $0 ?? UncheckedBox(WholeOptions<D>.schema)
      $0 = box
      return box
    }.value
  }
}

/// Options are plain values that no one changes after decoding, and schemas tables that no one changes at all.
private struct UncheckedBox<T>: @unchecked Sendable {
  let value: T
  init(_ value: T) { self.value = value }
}

extension [(key: YAML, value: YAML)] {
  /// The value that each option has in a profile; an option whose value is a mapping from profiles has one each.
  func resolved(
    for profile: String, among profiles: [String], context: String
  ) -> (entries: [(key: YAML, value: YAML)], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var resolved: [(key: YAML, value: YAML)] = []
    for (key, value) in self {
      guard let choices = value.entries, let name = key.text else {
        resolved.append((key, value))
        continue
      }
      for choice in choices where !profiles.contains(choice.key.text ?? "") {
        diagnostics.append(
          Diagnostic(
            .unknownProfile(choice.key.text ?? "", known: profiles), at: choice.key.span, in: context))
      }
      if let choice = choices.first(where: { $0.key.text == profile }) {
        resolved.append((key, choice.value))
      } else {
        diagnostics.append(
          Diagnostic(.profileMissing(key: name, profile: profile), at: key.span, in: context))
      }
    }
    return (resolved, diagnostics)
  }

  func span(of option: String) -> SourceSpan? { first { $0.key.text == option }?.value.span }
}
