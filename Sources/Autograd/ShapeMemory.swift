import Tensors

/// The memory that values on shapes would take if they were tensors, those that a tape keeps included.
///
/// Values come and go with their references, as tensors do. A tape keeps what the pullbacks of `Variable` keep, and is
/// walked back as `Tape` is, with a gradient for every value that has one.
final class ShapeMemory: @unchecked Sendable {
  /// The memory of one value.
  final class Block {
    let bytes: Int
    /// Whether a gradient arrives here on the way back.
    let isRecorded: Bool
    private let memory: ShapeMemory

    fileprivate init(_ bytes: Int, isRecorded: Bool, in memory: ShapeMemory) {
      (self.bytes, self.isRecorded, self.memory) = (bytes, isRecorded, memory)
      memory.take(bytes)
    }

    deinit { memory.live -= bytes }
  }

  private struct Operation {
    let output: ObjectIdentifier
    let bytes: Int
    let inputs: [(id: ObjectIdentifier, bytes: Int)]
    let parameters: Int
    let kept: [Block]
    /// Of inputs that are made again on the way back.
    let remade: Int
  }

  /// Whether operations are remembered, as in a training.
  let records: Bool
  private var tape: [Operation] = []
  private var live = 0
  /// The most bytes at one time.
  private(set) var peak = 0

  /// - Parameter records: whether operations are remembered, as in a training.
  init(records: Bool) { self.records = records }

  /// A value that no operation made.
  func constant(_ shape: [Int]) -> Block { Block(Self.bytes(shape), isRecorded: false, in: self) }

  /// The result of an operation.
  ///
  /// - Parameters:
  ///   - kept: what the way back needs of its inputs.
  ///   - parameters: the shapes of those that it uses.
  func result(_ shape: [Int], of inputs: [Block], keeping kept: [Block], parameters: [[Int]]) -> Block {
    let bytes = Self.bytes(shape)
    guard records else { return Block(bytes, isRecorded: false, in: self) }
    let output = Block(bytes, isRecorded: true, in: self)
    tape.append(
      Operation(
        output: ObjectIdentifier(output), bytes: bytes,
        inputs: inputs.filter(\.isRecorded).map { (ObjectIdentifier($0), $0.bytes) },
        parameters: parameters.reduce(0) { $0 + Self.bytes($1) }, kept: kept,
        remade: inputs.filter { input in !kept.contains { $0 === input } }.reduce(0) { $0 + $1.bytes }))
    return output
  }

  /// Walks the tape back: gradients of parameters stay, those of values go once their operation is passed.
  func walkBack() {
    guard let last = tape.last else { return }
    var gradients: Set = [last.output]
    take(last.bytes)
    while let operation = tape.popLast() {
      guard gradients.remove(operation.output) != nil else { continue }
      take(operation.remade)
      live -= operation.remade
      take(operation.parameters)
      for (id, bytes) in operation.inputs {
        take(bytes)
        if !gradients.insert(id).inserted { live -= bytes }
      }
      live -= operation.bytes
    }
  }

  private func take(_ bytes: Int) {
    live += bytes
    peak = max(peak, live)
  }

  private static func bytes(_ shape: [Int]) -> Int { Tensor.byteCount(ofShape: shape) }
}
