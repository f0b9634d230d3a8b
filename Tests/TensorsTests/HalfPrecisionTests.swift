import Foundation
import Tensors
import Testing

@Suite("half precision") struct HalfPrecisionTests {
  @Test("every half precision number comes back from a float") func everyNumber() {
    let bits = (0...UInt16.max).filter { $0 & 0x7c00 != 0x7c00 || $0 & 0x3ff == 0 }  // no NaN
    let bytes = bits.map(\.littleEndian).withUnsafeBytes { Data($0) }
    let floats = bytes.withUnsafeBytes { Tensor(shape: [bits.count], binary16: $0) }.scalars
    #expect(floats.map(\.binary16) == bits)
  }

  private static let rounded: [(Float, UInt16)] = [
    (0x1.002p0, 0x3c00), (0x1.006p0, 0x3c02), (0x1.0021p0, 0x3c01), (65519, 0x7bff), (65520, 0x7c00),
    (-1e9, 0xfc00), (0x1p-25, 0), (0x1.01p-25, 1), (0x1.8p-24, 2), (-0x1p-24, 0x8001),
    (0x1.ffep-15, 0x0400), (.infinity, 0x7c00),
  ]

  @Test(
    "a float between two of them becomes the nearer one, and in the middle the even one", arguments: rounded)
  func rounding(_ number: Float, _ bits: UInt16) {
    #expect(number.binary16 == bits, "\(number)")
  }

  @Test("what is no number stays none") func notANumber() {
    #expect(Float.nan.binary16 & 0x7fff > 0x7c00)
  }
}
