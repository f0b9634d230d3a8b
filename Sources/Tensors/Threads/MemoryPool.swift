import Foundation

/// Blocks of floats kept for the next tensor of the same size.
///
/// A training step asks for the same sizes over and over; handing a block back to the operating system and
/// faulting its pages in again would cost as much as many of the kernels. When what waits is more than a quarter of the
/// largest working set, a request takes a waiting block of up to twice its size before memory grows. The pool never makes
/// the process larger than twice its largest working set, or 128 MB: beyond that it returns what it holds.
///
/// Built with SANITIZED it keeps nothing and rounds nothing up, so that a sanitizer sees where every block ends in space
/// and in time; and blocks begin as NaN, so that what is read before it is written shows in the results.
final class MemoryPool: @unchecked Sendable {
  static let shared = MemoryPool()

  private let lock = NSLock()
  private var free: [Int: [UnsafeMutablePointer<Float>]] = [:]
  private var live = 0
  private var cached = 0
  private var peak = 0
  /// Floats that a kernel may read behind a block's end, as `KernelSet` says: a vector that begins inside. Without them
  /// such a vector could reach over the end of the process's memory.
  private static let overread = 16
  /// Floats that are no matter to any machine; a pass for one image would clear the pool again and again for less.
  private static let negligible = 1 << 25
  /// Blocks that are not worth a search.
  private static let small = 1 << 18
  #if SANITIZED
    private static let (isSanitized, start) = (true, Float.nan)
  #else
    private static let (isSanitized, start) = (false, Float(0))
  #endif

  /// The smallest size class that holds `count` floats: eight classes for each power of two.
  static func capacity(for count: Int) -> Int {
    let grain = isSanitized ? 16 : max(16, (1 << (Int.bitWidth - count.leadingZeroBitCount)) / 16)
    return max(16, (count + grain - 1) / grain * grain)
  }

  /// A block of `capacity` floats or more, with how many it has, and a vector behind them that may be read.
  func take(_ capacity: Int) -> (block: UnsafeMutablePointer<Float>, capacity: Int) {
    guard !Self.isSanitized else { return (allocate(capacity), capacity) }
    lock.lock()
    defer { lock.unlock() }
    let fitting = fitting(capacity)
    live += fitting ?? capacity
    peak = max(peak, live)
    if let fitting, let block = free[fitting]?.popLast() {
      cached -= fitting
      return (block, fitting)
    }
    if live + cached + capacity > max(2 * peak, Self.negligible) { releaseCached() }
    return (allocate(capacity), capacity)
  }

  /// The size of a waiting block that serves: this one, or a larger one where too much waits.
  private func fitting(_ capacity: Int) -> Int? {
    if free[capacity]?.isEmpty == false { return capacity }
    guard capacity > Self.small && 4 * cached > peak else { return nil }
    return free.lazy.filter { !$0.value.isEmpty && capacity < $0.key && $0.key <= 2 * capacity }.map(\.key)
      .min()
  }

  /// Takes a block back.
  func give(_ block: UnsafeMutablePointer<Float>, _ capacity: Int) {
    guard !Self.isSanitized else { return UnsafeMutableRawPointer(block).deallocate() }
    lock.lock()
    defer { lock.unlock() }
    live -= capacity
    cached += capacity
    free[capacity, default: []].append(block)
  }

  private func allocate(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    let count = capacity + Self.overread
    let raw = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 64)
    let block = raw.bindMemory(to: Float.self, capacity: count)
    block.update(repeating: Self.start, count: count)
    return block
  }

  private func releaseCached() {
    for block in free.values.joined() { UnsafeMutableRawPointer(block).deallocate() }
    free.removeAll()
    cached = 0
  }
}
