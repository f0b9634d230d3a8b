import Chapters
import Figures
import Files
import Foundation

/// Thrown by a block that stops because the user asked for it; what it needs to go on is in its work folder.
public struct Interrupted: Error, CustomStringConvertible {
  /// What happened.
  public let description = "interrupted"

  /// An interruption.
  public init() {}
}

/// What a running block may touch: its seed, its inputs' results, its own folders, and the progress line.
public struct RunContext: Sendable {
  /// Where the block's random numbers start.
  public private(set) var seed: UInt64 = 0
  /// The folders outside the chapter.
  public let surroundings: Surroundings
  /// Where the block writes files that other blocks read; they become part of its result.
  public let output: URL
  /// Where the block keeps what it needs to go on after an interruption; gone when it is done.
  public let work: URL
  /// How often long work writes a checkpoint, in seconds.
  public let checkpointInterval: Double
  /// Takes hashes of what the block holds along the way.
  public let trail = TrailRecorder()
  let inputs: [String: (folder: URL, result: StoredResult)]
  /// What the declared input blocks found out before anything ran.
  public let facts: InputFacts
  let progress: @Sendable (WorkProgress) -> Void
  let tell: @Sendable (String) -> Void
  /// Shows what the block has so far to who watches it; nil where nobody does.
  var exhibit: Exhibit?

  func with(seed: UInt64) -> RunContext {
    var copy = self
    copy.seed = seed
    return copy
  }

  /// A file that a declared input block wrote, its content checked against the sum taken when it was written.
  ///
  /// - Throws: a `Complaint` about a file that is missing or damaged.
  public func file(_ path: String, of id: String) throws -> URL {
    guard let (folder, result) = inputs[id], let file = result.files[path] else {
      throw StoreComplaint.noFile(path, id: id)
    }
    let url = folder.appending(path: path)
    let sum: String
    do { sum = try FileHash.sha256(of: url) } catch { throw EnvironmentFault(error) }
    guard sum == file.sha256 else {
      let remedy = "remove the folder \(folder.path) and build again"
      throw EnvironmentFault.wrongSum(path: url.path, expected: file.sha256, found: sum, remedy: remedy)
    }
    return url
  }

  /// A measured value of a declared input block.
  ///
  /// - Throws: a `Complaint` about a result that lacks it, as one of an older program may.
  public func value(_ name: String, of id: String) throws -> NamedValue {
    guard let value = inputs[id]?.result.values.first(where: { $0.name == name }) else {
      throw StoreComplaint.noValue(name, id: id)
    }
    return value
  }

  /// Whether a declared input block wrote a file.
  public func hasFile(_ path: String, of id: String) -> Bool { inputs[id]?.result.files[path] != nil }

  /// What a declared input block shows; its pictures are files of the block.
  public func figure(of id: String) -> StoredFigure? { inputs[id]?.result.figure }

  /// Tells how far the work is.
  public func report(_ progress: WorkProgress) { self.progress(progress) }

  /// Shows what the block has so far, where somebody watches it: not each time that it is asked to.
  public func show(_ figure: () throws -> Figure) { exhibit?.show(figure) }

  /// Tells something that is worth a line of its own.
  public func note(_ text: String) { tell(text) }

  /// Whether the user has asked to stop.
  public var isInterrupted: Bool { Interruption.isRequested }

  /// - Throws: `Interrupted` if the user has asked to stop.
  public func checkInterruption() throws {
    if isInterrupted { throw Interrupted() }
  }
}

/// How far a block is.
public struct WorkProgress: Sendable {
  /// Steps done and steps in all.
  public let step: Int
  /// Steps in all.
  public let total: Int
  /// What else is worth a word: 'epoch 2 of 5, loss 0.0123'.
  public let detail: String
  /// How long the rest takes, if a rate is known.
  public let secondsLeft: Double?

  /// So many steps of so many.
  public init(step: Int, of total: Int, detail: String = "", secondsLeft: Double? = nil) {
    (self.step, self.total, self.detail, self.secondsLeft) = (step, total, detail, secondsLeft)
  }
}
