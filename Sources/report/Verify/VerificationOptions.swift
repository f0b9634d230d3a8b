import ArgumentParser
import Chapters
import Directives
import Metrics
import Pipeline

/// How blocks are verified.
struct VerificationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only so many blocks: of every kind the quickest, then the next.", valueName: "count"))
  var sample: Int?

  @Flag(help: "Make everything again that the blocks read, too.")
  var upstream = false

  @Option(
    help: ArgumentHelp(
      "The largest relative error of a number that is within tolerance; pictures may differ by one of 255, or as much.",
      valueName: "share"))
  var tolerance = 1e-4

  @Option(
    help: ArgumentHelp("Worker threads of the engine (the results do not depend on it).", valueName: "count"))
  var threads: Int?

  @Option(
    help: ArgumentHelp("How many blocks run at once; they share the threads.", valueName: "count"))
  var jobs = 1

  @Option(
    help: ArgumentHelp(
      "Compute by another arithmetic, openblas, and measure how far the results are off.", valueName: "name"))
  var numerics: Numerics?

  @Option(help: ArgumentHelp("Where archives are unpacked, and certificates lie.", valueName: "folder"))
  var into = "report-verification"

  @Option(help: ArgumentHelp("How long one archive's blocks may take.", valueName: "seconds"))
  var timeLimit: Int?

  // What is made again becomes the result where there is none: for archives, whose pages are then written.
  @Flag(help: .hidden)
  var adopt = false

  /// An arithmetic that is not the engine's own.
  enum Numerics: String, ExpressibleByArgument, CaseIterable {
    case openblas

    /// Takes it in this process.
    ///
    /// - Returns: what its library says of itself.
    /// - Throws: an `EnvironmentFault` that names the package to install.
    func use() throws -> String {
      do { return try EngineProcess.useOpenBLAS() } catch let error {
        let reason = if case .unusable(let reason) = error { reason } else { error.complaint }
        throw EnvironmentFault.explained(
          "cannot load OpenBLAS, the second arithmetic: \(reason)", remedy: error.remedy)
      }
    }
  }

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample must be at least 1.") }
    guard 0...1 ~= tolerance else { throw ValidationError("--tolerance must be from 0 to 1.") }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256.") }
    if let timeLimit, timeLimit < 1 { throw ValidationError("--time-limit must be at least 1.") }
    guard 1...64 ~= jobs else { throw ValidationError("--jobs must be from 1 to 64.") }
  }

  /// One block at a time has all threads that the others leave: each of those computes on its own.
  func shareThreads() {
    let count = threads ?? EngineProcess.threads
    if threads != nil || jobs > 1 { EngineProcess.useThreads(max(1, count - jobs + 1)) }
  }

  /// What a project's blocks are verified against.
  ///
  /// - Throws: a `FileError`, or the first complaint about the lock.
  func terms(_ project: ProjectFolder, _ memory: MemoryOption) throws -> Verification.Terms {
    var terms = Verification.Terms()
    terms.lock = try ReportLock(of: project)
    if let finding = terms.lock?.findings.first { throw finding.diagnostic() }
    terms.trails = ReportTrails(of: project)
    (terms.isUpstream, terms.memory, terms.jobs) = (upstream, memory.available, jobs)
    (terms.tolerance, terms.numerics) = (Difference.Tolerance(relative: tolerance), numerics?.rawValue)
    terms.adopts = adopt && numerics == nil
    terms.weightError = WeightError.relative
    terms.tellResumed = { count in
      Console.shared.say("goes on where it was interrupted; verified before: \(count.counted("block"))")
    }
    return terms
  }
}
