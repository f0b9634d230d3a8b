import Foundation
import Pipeline

/// The live preview of a report: its pages as its files are, with what results there are, while its blocks run.
///
/// Pages are made when they are asked for and lie nowhere; neither the site nor the partial site is touched.
public struct Preview: Sendable {
  private let source: PreviewSource
  private let port: UInt16?
  private let blocks: [String]
  private let tell: @Sendable (PreviewEvent) -> Void

  /// How often pages are told that all is as it was.
  private static let heartbeat = Duration.seconds(15)

  /// - Parameters:
  ///   - port: any that is free where it is 0, the usual one or another near it where it is nil.
  ///   - blocks: the arguments with which this program runs blocks and tells of them.
  ///   - tell: receives what happens, possibly from several threads.
  public init(
    _ source: PreviewSource, port: UInt16?, blocks: [String], tell: @escaping @Sendable (PreviewEvent) -> Void
  ) {
    (self.source, self.port, self.blocks, self.tell) = (source, port, blocks, tell)
  }

  /// Serves until the task is cancelled.
  ///
  /// - Throws: `UnknownProfile`, a `Complaint` about the port, or `CancellationError`.
  public func run() async throws {
    do { try await serve() } catch {
      // Whoever is cancelled first may say so in words of its own.
      try Task.checkCancellation()
      throw error
    }
  }

  private func serve() async throws {
    let (board, news) = (Board(), Upkeep.News())
    let runs = BlockRuns(BlockProcess(arguments: blocks), board: board, changed: news.announce, tell: tell)
    var upkeep = Upkeep(source, board: board, runs: runs, news: news, tell: tell)
    try await upkeep.begin()
    let kept = upkeep
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [tell] in
        try await PreviewServer(board: board, port: port).run { found in
          guard let address = URL(string: "http://\(PreviewServer.address):\(found)/") else { return }
          tell(.listening(address, isUsual: port != nil || found == PreviewServer.usualPort))
        }
      }
      group.addTask {
        var upkeep = kept
        try await upkeep.run()
      }
      group.addTask { try await runs.run() }
      group.addTask {
        while true {
          try await Task.sleep(for: Self.heartbeat)
          board.knock()
        }
      }
      while try await group.next() != nil {}
    }
  }
}
