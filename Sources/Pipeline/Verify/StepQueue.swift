import Foundation

/// Hands steps to several threads: each after those that it waits for, no two of one key at once, and only as many as
/// there is memory for.
final class StepQueue: @unchecked Sendable {
  /// What came of a step, for the thread that asked.
  typealias Outcome = (step: Step, result: Result<VerifiedStep, any Error>)

  private let condition = NSCondition()
  private let memory: Int
  /// Under the condition's lock, as all that follows.
  private var waiting: [Step]
  private var running: [(step: Step, bytes: Int)] = []
  private var finished: [Outcome] = []
  /// The ids of steps that others wait for and that are not done.
  private var undone: Set<String>
  private var threads = 0
  private var isStopped = false

  /// - Parameters:
  ///   - isOrdered: whether a step waits for those that it reads.
  ///   - memory: in bytes.
  init(_ steps: [Step], isOrdered: Bool, memory: Int) {
    (waiting, self.memory) = (steps, memory)
    undone = isOrdered ? Set(steps.map(\.id)) : []
  }

  /// Starts threads, each of which does one step after another.
  func start(_ count: Int, _ work: @escaping @Sendable (Step, _ number: Int) throws -> VerifiedStep) {
    threads = count
    let total = waiting.count
    for _ in 0..<count {
      let thread = Thread { [self] in
        while let step = next() {
          let number = total - condition.withLock { waiting.count }
          let result = Result { try work(step, number) }
          condition.withLock {
            finished.append((step, result))
            condition.broadcast()
          }
        }
        condition.withLock {
          threads -= 1
          condition.broadcast()
        }
      }
      thread.stackSize = 1 << 24
      thread.start()
    }
  }

  /// Waits for a step that may begin; nil once there are no more.
  private func next() -> Step? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped, !waiting.isEmpty {
      let taken = running.reduce(0) { $0 + $1.bytes }
      for (place, step) in waiting.enumerated() {
        guard !step.block.inputs.blocks.contains(where: { undone.contains($0.id) }),
          !running.contains(where: { $0.step.key == step.key })
        else { continue }
        let bytes = running.isEmpty && threads == 1 ? 0 : step.need.bytes
        guard running.isEmpty || taken + bytes <= memory else { continue }
        waiting.remove(at: place)
        running.append((step, bytes))
        return step
      }
      condition.wait()
    }
    return nil
  }

  /// Waits for a step that has ended; nil once all threads have.
  func take() -> Outcome? {
    condition.lock()
    defer { condition.unlock() }
    while finished.isEmpty, threads > 0 { condition.wait() }
    return finished.isEmpty ? nil : finished.removeFirst()
  }

  /// The step's outcome was taken care of: what waits for it may begin.
  func release(_ step: Step) {
    condition.withLock {
      running.removeAll { $0.step.id == step.id }
      undone.remove(step.id)
      condition.broadcast()
    }
  }

  /// No more steps begin; those that run come to their ends.
  func stop() {
    condition.withLock {
      isStopped = true
      condition.broadcast()
    }
  }
}

/// A verified block, with the folder of its stored result.
struct VerifiedStep: Sendable {
  let block: VerifiedBlock
  let stored: URL?
}
