extension TorchGenerator {
  /// As `torch.randperm(count)`, for a count below 2^32 / 20.
  public mutating func permutation(_ count: Int) -> [Int] {
    precondition(count < (1 << 32) / 20, "permutation: expected a count below 2^32 / 20, got \(count)")
    var items = Array(0..<count)
    for index in 0..<max(0, count - 1) {
      items.swapAt(index, index + Int(nextUInt32() % UInt32(count - index)))
    }
    return items
  }

  /// The order in which `DataLoader(shuffle=True)` visits `count` items in its next epoch, when it draws from
  /// this generator as from torch's default one (`num_workers=0`).
  ///
  /// The loader first draws a seed for its workers, used or not, and then one for the shuffle's own generator.
  public mutating func dataLoaderPermutation(_ count: Int) -> [Int] {
    _ = nextUInt64()
    var shuffle = TorchGenerator(seed: nextUInt64())
    return shuffle.permutation(count)
  }
}
