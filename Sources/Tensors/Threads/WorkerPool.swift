import Foundation
import Synchronization

/// Threads that wait for work, so that a kernel of a tenth of a millisecond is worth sharing.
///
/// One job at a time: a call from inside a job, or from a second thread while one runs, does its work alone. A
/// worker looks for the next job for some microseconds before it sleeps, and the caller for the end of the last
/// piece, since waking a thread takes longer than most kernels; not where there are more threads than cores.
final class WorkerPool: @unchecked Sendable {
  static let shared = WorkerPool()

  private let owner = NSLock()
  private let condition = NSCondition()
  /// Threads that may still join the job, times `vacancy`, plus threads that work on it.
  private let places = Atomic(0)
  private static let vacancy = 1 << 32
  private let sleepers = Atomic(0)
  /// Set before `places` is, and read only by threads that have one.
  private var job: Job?
  /// Under `owner`.
  private var workers = 0

  /// Calls `body` for every piece in 0..<pieces on the calling thread and on `threads` - 1 others.
  func run(pieces: Int, threads: Int, _ body: (Int) -> Void) {
    guard owner.try() else { return (0..<pieces).forEach(body) }
    defer { owner.unlock() }
    withoutActuallyEscaping(body) { body in
      let job = Job(pieces: pieces, shares: threads, body)
      publish(job, helpers: threads - 1)
      job.work(from: 0)
      retire()
    }
  }

  private func publish(_ job: Job, helpers: Int) {
    while workers < helpers { startWorker() }
    self.job = job
    places.store(helpers * Self.vacancy, ordering: .sequentiallyConsistent)
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    condition.lock()
    condition.broadcast()
    condition.unlock()
  }

  /// Returns when nobody works on the job any more, and nobody will.
  private func retire() {
    var seen = places.load(ordering: .relaxed)
    while true {
      let (isDone, value) = places.compareExchange(
        expected: seen, desired: seen % Self.vacancy, ordering: .acquiringAndReleasing)
      if isDone { break }
      seen = value
    }
    var turns = Self.isCrowded ? 0 : 20_000
    while places.load(ordering: .acquiring) > 0 {
      if turns > 0 { turns -= 1 } else { sched_yield() }
    }
    job = nil
  }

  private func startWorker() {
    workers += 1
    let number = workers
    let thread = Thread { [self] in
      while true { serve(number) }
    }
    thread.stackSize = 1 << 20
    thread.name = "report.worker"
    thread.start()
  }

  /// Waits for a place, and takes part in the job.
  private func serve(_ number: Int) {
    guard takePlace() else { return wait() }
    participate(number)
    places.subtract(1, ordering: .releasing)
  }

  /// On its own so that the job, which holds the caller's closure, is let go before the place is given back.
  @inline(never) private func participate(_ number: Int) { job?.work(from: number) }

  private func takePlace() -> Bool {
    var turns = Self.isCrowded ? 1 : 100_000
    while turns > 0 {
      let seen = places.load(ordering: .relaxed)
      if seen >= Self.vacancy {
        let taken = seen - Self.vacancy + 1
        if places.compareExchange(expected: seen, desired: taken, ordering: .acquiringAndReleasing).exchanged
        {
          return true
        }
      }
      turns -= 1
    }
    return false
  }

  private func wait() {
    condition.lock()
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while places.load(ordering: .sequentiallyConsistent) < Self.vacancy { condition.wait() }
    sleepers.subtract(1, ordering: .relaxed)
    condition.unlock()
  }

  private static var isCrowded: Bool { WorkerThreads.count > WorkerThreads.cores }
}
