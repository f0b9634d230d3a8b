import Pipeline

/// What a page of a preview is told beside its own text.
struct PageState: Encodable, Equatable, Sendable {
  /// Of the site; a page of another version asks for itself again.
  var version = ""
  /// What is wrong, in the words of the console.
  var problems: [String] { reading + blocks }
  /// What is wrong with the report as it was read last.
  var reading: [String] = []
  /// What may be a mistake in the report as it is shown.
  var warnings: [String] = []
  /// Why blocks failed.
  var blocks: [String] = []
  /// The block that runs.
  var running: RunningBlock?
  /// What blocks wait for, if they cannot run yet.
  var waiting: String?

  private enum Key: CodingKey { case version, problems, warnings, running, waiting }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(version, forKey: .version)
    try container.encode(problems, forKey: .problems)
    try container.encode(warnings, forKey: .warnings)
    try container.encodeIfPresent(running, forKey: .running)
    try container.encodeIfPresent(waiting, forKey: .waiting)
  }
}

/// How far a block is that runs.
struct RunningBlock: Encodable, Equatable, Sendable {
  let id: String
  /// Which of how many blocks it is, from 1.
  let index, count: Int
  /// How many steps of how many it has done; 0 of 0 before it tells.
  var step = 0, total = 0
  /// What else it says of itself: 'epoch 2 of 5, loss 0.0123'.
  var detail = ""
  /// How long it still takes, in seconds.
  var secondsLeft: Double?
  /// The names of the pictures that it has made so far.
  var pictures: [String] = []
}
