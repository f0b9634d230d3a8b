import Foundation

/// The hash that the golden numbers are given by (FIPS 180-4).
enum SHA256 {
  static func hexDigest(_ data: Data) -> String {
    var message = [UInt8](data) + [0x80]
    message += [UInt8](repeating: 0, count: (120 - message.count % 64) % 64)
    message += withUnsafeBytes(of: UInt64(data.count * 8).bigEndian, Array.init)
    var state = roots(8) { $0.squareRoot() }
    let constants = roots(64) { cbrt($0) }
    for start in stride(from: 0, to: message.count, by: 64) {
      compress(message[start..<start + 64], constants, &state)
    }
    return state.map { String(format: "%08x", $0) }.joined()
  }

  /// The first 32 fractional bits of a root of each of the first primes.
  private static func roots(_ count: Int, _ root: (Double) -> Double) -> [UInt32] {
    let primes = (2...).lazy.filter { n in !(2..<n).contains { n % $0 == 0 } }
    return primes.prefix(count).map { prime in
      let value = root(Double(prime))
      return UInt32((value - value.rounded(.down)) * 0x1p32)
    }
  }

  private static func compress(_ block: ArraySlice<UInt8>, _ constants: [UInt32], _ state: inout [UInt32]) {
    let bytes = Array(block)
    var words = (0..<16).map { i in bytes[4 * i..<4 * i + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
    for i in 16..<64 {
      let a = turn(words[i - 15], 7) ^ turn(words[i - 15], 18) ^ words[i - 15] >> 3
      let b = turn(words[i - 2], 17) ^ turn(words[i - 2], 19) ^ words[i - 2] >> 10
      words.append(words[i - 16] &+ a &+ words[i - 7] &+ b)
    }
    var s = state
    for i in 0..<64 {
      let choice = (s[4] & s[5]) ^ (~s[4] & s[6])
      let first =
        s[7] &+ (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) &+ choice &+ constants[i] &+ words[i]
      let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
      let second = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) &+ majority
      s = [first &+ second, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    state = zip(state, s).map { $0 &+ $1 }
  }

  private static func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }
}
