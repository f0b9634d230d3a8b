import Foundation

extension Verification {
  /// What is verified against, and how.
  public struct Terms: Sendable {
    /// The committed facts, if there are any.
    public var lock: ReportLock?
    /// The committed trails.
    public var trails: ReportTrails?
    /// How much may differ.
    public var tolerance = Difference.Tolerance(relative: 1e-4)
    /// Whether blocks read what other blocks make again, not what the store has.
    public var isUpstream = false
    /// Whether what is made again becomes the project's result where it has none.
    public var adopts = false
    /// How much memory there is.
    public var memory = MachineMemory(allowed: nil)
    /// How many blocks run at once.
    public var jobs = 1
    /// The name of the arithmetic that the process computes with where it is not the engine's own: results are then measured
    /// and not judged.
    public var numerics: String?
    /// Told how many of the blocks were verified before an interruption.
    public var tellResumed: @Sendable (Int) -> Void = { _ in }
    /// The largest difference of two files of weights, relative to the largest weight.
    public var weightError: @Sendable (URL, URL) -> Double? = { _, _ in nil }

    /// The usual terms.
    public init() {}
  }
}
