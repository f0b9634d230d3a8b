import Foundation
import Synchronization

/// Takes a block's trail while it runs: hashes are only computed at the steps that are kept.
public final class TrailRecorder: Sendable {
  /// A tensor's name and the first bits of a hash of its elements.
  public typealias Mark = (name: String, hash: UInt16)

  private struct State {
    var trail: Trail?
    /// Of a sampling, whose length nobody knows beforehand: every so many steps are kept.
    var stride = 1
  }

  private let state = Mutex(State())

  /// A recorder of a run that has not begun.
  public init() {}

  /// What was recorded; nil where nothing was, or where a part of the way is missing.
  var trail: Trail? {
    guard let trail = state.withLock({ $0.trail }), trail.isSound else { return nil }
    return trail.unit == .optimizerStep && trail.steps != Trail.steps(of: trail.total) ? nil : trail
  }

  /// A training has made a step.
  ///
  /// - Parameters:
  ///   - step: how many it has made, from 1, of so many.
  ///   - marks: hashes the weights, if they are wanted.
  public func trained(step: Int, of total: Int, _ marks: () -> [Mark]) {
    guard Self.isKept(step, of: total) else { return }
    let marks = marks()
    state.withLock { state in
      var trail = state.trail ?? Trail(unit: .optimizerStep, total: total, steps: [], traces: [])
      guard trail.unit == .optimizerStep else { return }
      trail.add(marks, at: step)
      state.trail = trail
    }
  }

  /// Whether a step is among `Trail.steps(of:)`.
  private static func isKept(_ step: Int, of total: Int) -> Bool {
    guard total > Trail.longest else { return true }
    let place = step * Trail.longest / total
    return (total * place + Trail.longest - 1) / Trail.longest == step
  }

  /// A sampling has made a step. Every other mark is dropped once there are too many.
  ///
  /// - Parameter mark: hashes the state, if it is wanted.
  public func sampled(_ mark: () -> UInt16) {
    state.withLock { state in
      var trail = state.trail ?? Trail(unit: .samplerStep, total: 0, steps: [], traces: [])
      guard trail.unit == .samplerStep else { return }
      trail.total += 1
      if trail.total % state.stride == 0, trail.steps.count == Trail.longest {
        state.stride *= 2
        trail.keep { $0 % state.stride == 0 }
      }
      if trail.total % state.stride == 0 { trail.add([("state", mark())], at: trail.total) }
      state.trail = trail
    }
  }
}

extension TrailRecorder {
  /// Writes down what was recorded, for a training that is interrupted; before its state, which it may be ahead of.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func save(to folder: URL) throws {
    guard let trail = state.withLock({ $0.trail }) else { return }
    try trail.write(to: folder)
  }

  /// Goes on where a training was interrupted after so many steps. Where nothing was written down, there is no trail.
  public func resume(after step: Int, from folder: URL) {
    guard var trail = Trail(in: folder), trail.unit == .optimizerStep else { return }
    trail.keep { $0 <= step }
    state.withLock { $0.trail = trail.steps.isEmpty ? nil : trail }
  }
}

extension Trail {
  fileprivate mutating func add(_ marks: [TrailRecorder.Mark], at step: Int) {
    if steps.isEmpty { traces = marks.map { Trace(name: $0.name, hashes: "") } }
    guard traces.count == marks.count, steps.last ?? 0 < step else { return }
    steps.append(step)
    for (place, mark) in marks.enumerated() {
      let text = String(mark.hash, radix: 16)
      traces[place].hashes += String(repeating: "0", count: Trail.digits - text.count) + text
    }
  }
}
