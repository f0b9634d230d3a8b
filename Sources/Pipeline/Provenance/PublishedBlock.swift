/// How a published result was made: what no rebuild has to repeat, and a reader wants to know.
public struct PublishedBlock: Codable, Equatable, Sendable {
  /// What came of running it again.
  public struct Verification: Codable, Equatable, Sendable {
    /// The verdict.
    public let verdict: Verdict
    /// The day, as 2026-11-30.
    public let date: String
  }

  /// Where and when a report was published.
  public struct Circumstances: Codable, Equatable, Sendable {
    /// The day, as 2026-11-30.
    public let date: String
    /// The version of the program.
    public let program: String
    /// The processor, its cores and the system.
    public let machine: String
    /// The commit of the report's sources; nil where there is none.
    public let commit: String?
    /// Whether the sources were just those of the commit.
    public let isClean: Bool?

    /// - Parameter source: the commit of the report's sources, and whether they were just those.
    public init(date: String, program: String, machine: String, source: (commit: String, isClean: Bool?)?) {
      (self.date, self.program, self.machine) = (date, program, machine)
      (commit, isClean) = (source?.commit, source?.isClean)
    }
  }

  /// The profile.
  public let profile: String
  /// The block's id.
  public let block: String
  /// The key of the result.
  public let key: String
  /// How long it took, in seconds.
  public let seconds: Double?
  /// How much memory it takes at the most, in bytes, as `check` estimates it.
  public let memory: Int
  /// The most memory that the program held meanwhile, in bytes; nil where the system did not tell.
  public let peak: Int?
  /// The library that computed a part of it.
  public let library: String?
  /// Where and when it was published first.
  public let published: Circumstances
  /// What came of running it again, if anybody has.
  public var verified: Verification?
  /// How far another arithmetic is off, if anybody has tried it.
  public var measured: [String: Robustness]?

  /// Takes over what is known of the same result: how it was made, unless more was measured now, and what was found out since.
  mutating func take(from known: Self) {
    guard peak != nil, known.peak == nil else { return self = known }
    (verified, measured) = (known.verified, known.measured)
  }

  /// A result of a step.
  init(_ step: Step, _ result: StoredResult, profile: String, _ circumstances: Circumstances) {
    (self.profile, block, key, published) = (profile, step.id, step.key, circumstances)
    seconds = result.seconds.isFinite ? (result.seconds * 10).rounded() / 10 : nil
    (memory, peak, library) = (step.need.bytes, result.peak, result.library)
  }
}
