import Foundation
import Tensors

/// A 64-bit FNV-1a hash over 32-bit words: it finds accidents, not attacks (Fowler, Noll and Vo 1991).
public struct Checksum: Hashable, Sendable, CustomStringConvertible {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Of nothing.
  public init() {}

  /// Of some bytes.
  public init(_ data: Data) { add(data) }

  init(_ bytes: UnsafeRawBufferPointer) { add(bytes) }

  /// Takes more bytes in. Pieces of 4, 8, ... bytes may be joined or split without changing the result.
  public mutating func add(_ data: Data) { data.withUnsafeBytes { add($0) } }

  /// Takes a tensor's elements in, whatever its shape.
  public mutating func add(_ tensor: Tensor) { tensor.withUnsafeScalars { add(UnsafeRawBufferPointer($0)) } }

  /// Takes another checksum in.
  public mutating func add(_ other: Checksum) { mix(other.state) }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let words = bytes.count / 4
    for word in 0..<words {
      mix(UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * word, as: UInt32.self))))
    }
    for byte in bytes[(4 * words)...] { mix(UInt64(byte)) }
  }

  private mutating func mix(_ word: UInt64) { state = (state ^ word) &* 0x100_0000_01b3 }

  /// Sixteen hexadecimal digits.
  public var description: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
