/// MT19937, the 32-bit Mersenne Twister (Matsumoto and Nishimura 1998), seeded as `std::mt19937`.
struct MersenneTwister: Hashable, Sendable {
  static let length = 624
  private(set) var words: [UInt32]
  /// The word that the next draw tempers; `length` when the words have to be renewed first.
  private(set) var position: Int

  init(seed: UInt32) {
    words = [seed]
    words.reserveCapacity(Self.length)
    for index in 1..<Self.length {
      let last = words[index - 1]
      words.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(index))
    }
    position = Self.length
  }

  /// A state saved earlier; nil unless there are 624 words and the position is in 0...624.
  init?(words: [UInt32], position: Int) {
    guard words.count == Self.length, 0...Self.length ~= position else { return nil }
    (self.words, self.position) = (words, position)
  }

  mutating func next() -> UInt32 {
    if position == Self.length { renew() }
    var word = words[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  private mutating func renew() {
    for index in 0..<Self.length {
      let following = words[(index + 1) % Self.length]
      let joined = (words[index] & 0x8000_0000) | (following & 0x7fff_ffff)
      let twist: UInt32 = joined & 1 == 0 ? 0 : 0x9908_b0df
      words[index] = words[(index + 397) % Self.length] ^ (joined >> 1) ^ twist
    }
    position = 0
  }
}
