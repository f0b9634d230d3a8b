import Tensors

/// The record of a forward computation: each operation with what it takes to walk it backwards.
///
/// Flat, in order of execution. Pullbacks hold tensors only, never the tape, so a tape that is dropped half-way
/// frees everything. One thread at a time uses a tape; the kernels spread their own work.
package final class Tape: @unchecked Sendable {
  /// The gradient of an operation's output -> one gradient for each input, nil where none is wanted.
  package typealias Pullback = (Tensor) -> [Tensor?]

  private struct Operation {
    let output: Int
    let inputs: [Int?]
    let pullback: Pullback
  }

  private var operations: [Operation] = []
  private var gradients: [Tensor?] = []
  /// What each batch normalisation of a network saw, by the slot of its running statistics.
  package private(set) var statistics: [Int: ChannelStatistics] = [:]

  /// An empty tape.
  package init() {}

  /// A new place on the tape for a value that gets a gradient.
  package func place() -> Node {
    gradients.append(nil)
    return Node(tape: self, index: gradients.count - 1)
  }

  func record(inputs: [Node?], _ pullback: @escaping Pullback) -> Node {
    let output = place()
    operations.append(Operation(output: output.index, inputs: inputs.map { $0?.index }, pullback: pullback))
    return output
  }

  func observe(_ batch: ChannelStatistics, slot: Int?) {
    if let slot { statistics[slot] = batch }
  }

  /// Walks back from `node`, where `gradient` arrives; then `takeGradient` has what reached each place.
  ///
  /// Each operation's tensors and its output's gradient are freed as soon as the walk has passed it.
  package func walkBack(from node: Node, gradient: Tensor) {
    gradients[node.index] = gradient
    while let operation = operations.popLast() {
      guard let gradient = takeGradient(at: operation.output) else { continue }
      for (input, part) in zip(operation.inputs, operation.pullback(gradient)) {
        if let input, let part { accumulate(part, at: input) }
      }
    }
  }

  /// The gradient that reached a place, once; nil when nothing did.
  package func takeGradient(at index: Int) -> Tensor? {
    defer { gradients[index] = nil }
    return gradients[index]
  }

  private func accumulate(_ part: Tensor, at index: Int) {
    if gradients[index] == nil {
      gradients[index] = part
    } else {
      gradients[index]! += part
    }
  }
}

/// A place on a tape.
public struct Node: Sendable {
  package let tape: Tape
  package let index: Int
}
