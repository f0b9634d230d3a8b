import Foundation

/// Blocks of floats kept for the next tensor of the same size.
///
/// A training step asks for the same sizes over and over; handing a block back to the operating system and
/// faulting its pages in again would cost as much as many of the kernels. The pool never makes the process
/// larger than twice its largest working set: beyond that it returns what it holds.
final class MemoryPool: @unchecked Sendable {
  static let shared = MemoryPool()

  private let lock = NSLock()
  private var free: [Int: [UnsafeMutablePointer<Float>]] = [:]
  private var live = 0
  private var cached = 0
  private var peak = 0

  /// The smallest size class that holds `count` floats: eight classes for each power of two.
  static func capacity(for count: Int) -> Int {
    let grain = max(16, (1 << (Int.bitWidth - count.leadingZeroBitCount)) / 16)
    return max(16, (count + grain - 1) / grain * grain)
  }

  /// A block of exactly `capacity` floats.
  func take(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    lock.lock()
    defer { lock.unlock() }
    live += capacity
    peak = max(peak, live)
    if let block = free[capacity]?.popLast() {
      cached -= capacity
      return block
    }
    if live + cached + capacity > 2 * peak { releaseCached() }
    return allocate(capacity)
  }

  /// Takes a block back.
  func give(_ block: UnsafeMutablePointer<Float>, _ capacity: Int) {
    lock.lock()
    defer { lock.unlock() }
    live -= capacity
    cached += capacity
    free[capacity, default: []].append(block)
  }

  private func allocate(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: capacity * 4, alignment: 64)
    let block = raw.bindMemory(to: Float.self, capacity: capacity)
    block.update(repeating: 0, count: capacity)
    return block
  }

  private func releaseCached() {
    for block in free.values.joined() { UnsafeMutableRawPointer(block).deallocate() }
    free.removeAll()
    cached = 0
  }
}
