import Foundation

/// What the process that runs blocks tells the preview, an object of JSON a line.
public enum BlockEvent: Codable, Equatable, Sendable {
  /// Another program has the project's lock.
  case waiting(for: String)
  /// A block's work begins; its key tells it from what its chapter says by now.
  case started(id: String, key: String, index: Int, count: Int)
  case progress(step: Int, total: Int, detail: String, secondsLeft: Double?)
  /// What the block has so far.
  case pictures([NewestPicture])
  case finished(id: String)
  /// Why a block has no result.
  case failed(key: String, BlockFailure)
  /// Why nothing runs at all.
  case refused(problems: [String])
}

/// Why a block has no result.
public struct BlockFailure: Codable, Equatable, Sendable {
  /// In a line, as it stands in the place of the figure.
  let message: String
  /// In the words of the console.
  public let problem: String

  /// - Parameters:
  ///   - message: in a line.
  ///   - problem: in the words of the console.
  public init(message: String, problem: String) { (self.message, self.problem) = (message, problem) }
}
