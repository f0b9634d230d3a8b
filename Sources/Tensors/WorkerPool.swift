import Foundation
import Synchronization

/// Threads that wait for work, so that a kernel of a tenth of a millisecond is worth sharing.
///
/// One job at a time: a call from inside a job, or from a second thread while one runs, does its work alone.
final class WorkerPool: @unchecked Sendable {
  static let shared = WorkerPool()

  private let owner = NSLock()
  private let condition = NSCondition()
  private let generation = Atomic(0)
  // All below under `condition`.
  private var workers = 0
  private var job: Job?
  private var vacancies = 0
  private var active = 0

  /// Calls `body` for every piece in 0..<pieces on the calling thread and on `threads` - 1 others.
  func run(pieces: Int, threads: Int, _ body: (Int) -> Void) {
    guard owner.try() else { return (0..<pieces).forEach(body) }
    defer { owner.unlock() }
    withoutActuallyEscaping(body) { body in
      let job = Job(pieces: pieces, body)
      publish(job, helpers: threads - 1)
      job.work()
      retire()
    }
  }

  private func publish(_ job: Job, helpers: Int) {
    condition.lock()
    while workers < helpers { startWorker() }
    self.job = job
    vacancies = helpers
    generation.add(1, ordering: .releasing)
    condition.broadcast()
    condition.unlock()
  }

  /// Returns when nobody works on the job any more.
  private func retire() {
    condition.lock()
    vacancies = 0
    job = nil
    while active > 0 { condition.wait() }
    condition.unlock()
  }

  private func startWorker() {
    workers += 1
    let thread = Thread { [self] in
      var seen = 0
      while true { seen = serve(after: seen) }
    }
    thread.stackSize = 1 << 20
    thread.name = "report.worker"
    thread.start()
  }

  /// Waits for a job newer than `seen`, takes part in it and returns its number.
  private func serve(after seen: Int) -> Int {
    spin(after: seen)
    condition.lock()
    while vacancies == 0 || generation.load(ordering: .relaxed) == seen { condition.wait() }
    vacancies -= 1
    active += 1
    var current = job
    let number = generation.load(ordering: .relaxed)
    condition.unlock()
    current?.work()
    current = nil  // before the caller of `run` may go on: the job holds the caller's closure
    condition.lock()
    active -= 1
    if active == 0 { condition.broadcast() }
    condition.unlock()
    return number
  }

  /// Looks for a newer job for some microseconds, which is less than waking a thread takes; not where there are
  /// more threads than cores.
  private func spin(after seen: Int) {
    guard WorkerThreads.count <= WorkerThreads.cores else { return }
    for _ in 0..<20_000 where generation.load(ordering: .relaxed) == seen {}
  }
}

/// Pieces of work, each handed out once.
private final class Job: @unchecked Sendable {
  private let following = Atomic(0)
  private let pieces: Int
  private let body: (Int) -> Void

  init(pieces: Int, _ body: @escaping (Int) -> Void) {
    self.pieces = pieces
    self.body = body
  }

  /// Does pieces until none is left.
  func work() {
    while true {
      let piece = following.add(1, ordering: .relaxed).oldValue
      guard piece < pieces else { return }
      body(piece)
    }
  }
}
