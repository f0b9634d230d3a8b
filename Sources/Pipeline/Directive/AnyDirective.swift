import Chapters
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
  /// What a block measures, as the reference page lists it.
  public var measures: [MeasureDescription] { describeMeasures() }

  private let describeOptions: @Sendable () -> [OptionDescription]
  private let describeMeasures: @Sendable () -> [MeasureDescription]
  let decode:
    @Sendable (DirectiveBlock, _ profile: String, _ profiles: [String], Surroundings) -> BlockDecoding

  /// A directive's type, forgotten.
  public init<D: Directive>(_: D.Type) {
    name = D.name
    summary = D.summary
    version = D.version
    shows = D.shows
    isRandom = D.isRandom
    example = D.example
    let schema = SharedSchema<D>()
    describeOptions = {
      schema.value.fields.map {
        OptionDescription(
          name: $0.name, summary: $0.summary, expectation: $0.expectation,
          standard: $0.standard(of: BlockOptions<D>()))
      }
    }
    describeMeasures = { D.measures.flatMap(\.descriptions) }
    decode = { BlockDecoder(schema: schema.value, profile: $1, profiles: $2, surroundings: $3).decode($0) }
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

/// A directive's schema, made when a block first asks for it.
private final class SharedSchema<D: Directive>: Sendable {
  private let made = Mutex<Schema<BlockOptions<D>>?>(nil)

  var value: Schema<BlockOptions<D>> {
    made.withLock {
      let schema = $0 ?? BlockOptions<D>.schema
      $0 = schema
      return schema
    }
  }
}
