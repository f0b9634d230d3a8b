import Chapters
import Pipeline

/// Runs the blocks that have no result, one process after the other, while the text is worked at.
actor BlockRuns {
  private let process: BlockProcess
  private let board: Board
  /// Called when there is a new result, or none where one was hoped for.
  private let changed: @Sendable () -> Void
  private let tell: @Sendable (PreviewEvent) -> Void
  private let (wakes, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  /// The keys of all blocks as their chapters are now.
  private var current: Set<String> = []
  /// Of those the keys that have no result and could have one.
  private var pending: Set<String> = []
  /// Of those the keys that a process has tried to make.
  private var tried: Set<String> = []
  /// Why blocks failed, by their keys.
  private(set) var failures: [String: [BlockFailure]] = [:]
  /// Why nothing runs, and for which blocks that was said.
  private var refusal: (pending: Set<String>, problems: [String])?
  /// The key of the block that runs.
  private var running: String?
  private var stop: AsyncStream<Void>.Continuation?
  private var isStopped = false

  init(
    _ process: BlockProcess, board: Board, changed: @escaping @Sendable () -> Void,
    tell: @escaping @Sendable (PreviewEvent) -> Void
  ) {
    (self.process, self.board, self.changed, self.tell) = (process, board, changed, tell)
  }

  /// Makes it the task to have results for some keys; work for others that are no longer there stops.
  func want(_ pending: Set<String>, of current: Set<String>) {
    (self.pending, self.current) = (pending, current)
    tried.formIntersection(current)
    failures = failures.filter { current.contains($0.key) }
    if refusal?.pending != pending { refusal = nil }
    showFailures()
    if let running, !current.contains(running) { interrupt() }
    waker.yield()
  }

  /// Runs what is wanted, until the task is cancelled.
  func run() async throws {
    for await _ in wakes {
      while !pending.subtracting(tried).isEmpty, !Task.isCancelled { try await runOnce() }
    }
  }

  private func runOnce() async throws {
    let attempted = pending
    let (stops, stop) = AsyncStream.makeStream(of: Void.self)
    (self.stop, isStopped) = (stop, false)
    guard let ending = try await ending(of: stops) else {
      tried.formUnion(attempted)
      return
    }
    if case .signalled(let signal) = ending, !isStopped, let running {
      let message = "its process was ended by signal \(signal); the machine may lack memory"
      fail(running, BlockFailure(message: message, problem: "error: a block failed: \(message)"))
      tried.insert(running)
    } else if !isStopped {
      tried.formUnion(attempted)
    }
    (running, self.stop) = (nil, nil)
    board.change { ($0.running, $0.waiting) = (nil, nil) }
    changed()
  }

  /// Runs a process to its end; nil where none could be started.
  private func ending(of stops: AsyncStream<Void>) async throws -> BlockProcess.Ending? {
    do { return try await process.run(stops: stops) { await self.take($0) } } catch {
      try Task.checkCancellation()
      refusal = (pending, ["error: the process for blocks cannot be run: \(error)"])
      showFailures()
      return nil
    }
  }

  private func interrupt() {
    guard !isStopped else { return }
    isStopped = true
    stop?.yield()
  }

  private func take(_ event: BlockEvent) {
    tell(.block(event))
    switch event {
    case .waiting(let holder): board.change { $0.waiting = holder }
    case .started(let id, let key, let index, let count):
      running = key
      board.change { ($0.running, $0.waiting) = (RunningBlock(id: id, index: index, count: count), nil) }
      if !current.contains(key) { interrupt() }
    case .progress(let step, let total, let detail, let secondsLeft):
      board.change { state in
        state.running?.step = step
        state.running?.total = total
        state.running?.detail = detail
        state.running?.secondsLeft = secondsLeft
      }
    case .pictures(let pictures): board.show(pictures)
    case .finished: changed()
    case .failed(let key, let failure): fail(key, failure)
    case .refused(let problems):
      refusal = (pending, problems)
      showFailures()
    }
  }

  private func fail(_ key: String, _ failure: BlockFailure) {
    guard current.contains(key) else { return }
    failures[key, default: []].append(failure)
    showFailures()
    changed()
  }

  private func showFailures() {
    let texts =
      failures.sorted { $0.key < $1.key }.flatMap(\.value).map(\.problem) + (refusal?.problems ?? [])
    board.change { $0.blocks = texts }
  }
}
