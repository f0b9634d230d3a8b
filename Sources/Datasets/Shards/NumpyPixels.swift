import Files
import Foundation

/// Pictures in a file of NumPy's (`.npy`): bytes [N, side, side, 3], which stay on the disk until somebody looks at them.
struct NumpyPixels: Sendable {
  /// How many pictures there are.
  let count: Int
  /// Their width and height.
  let side: Int
  private let file: MappedFile
  private let start: Int

  /// Reads a file's header (NEP 1), and requires what follows to be as long as it says.
  init(_ url: URL) throws(ShardError) {
    do throws(FileFault) { file = try MappedFile(url) } catch {
      throw ShardError(url.path, error.cause == .missing ? .noPixels : .unreadable(error.cause))
    }
    do throws(ShardError.Reason) {
      (start, count, side) = try Self.header(file.bytes)
      let expected = start + count * side * side * 3
      guard file.bytes.count == expected else { throw .length(expected: expected, found: file.bytes.count) }
    } catch { throw ShardError(url.path, error) }
  }

  /// Copies a picture [side, side, 3].
  func read(_ index: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) throws(FileFault) {
    try file.requireWhole()
    let size = side * side * 3
    let place = start + index * size
    UnsafeMutableRawBufferPointer(pixels).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: file.bytes[place..<place + size]))
  }

  private static func header(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ShardError.Reason) -> (start: Int, count: Int, side: Int) {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    guard bytes.count >= 12, bytes.prefix(6).elementsEqual(magic) else { throw .notNumpy }
    let (field, isShort) = (8, bytes[6] == 1)
    let length =
      isShort
      ? Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: field, as: UInt16.self)))
      : Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: field, as: UInt32.self)))
    let start = field + (isShort ? 2 : 4)
    guard length <= min(1 << 16, bytes.count - start) else { throw .notNumpy }
    let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
    let found = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.contains(/'descr': *'[|<=]?u1'/), text.contains(/'fortran_order': *False/),
      let shape = text.firstMatch(of: /'shape': *\(([0-9, ]*)\)/)?.output.1
    else { throw .header(found) }
    let sides = shape.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    guard sides.count == 4, sides[0] > 0, sides[1] == sides[2], sides[3] == 3, 1...4096 ~= sides[1],
      sides[0] <= 1 << 32
    else { throw .header(found) }
    return (start + length, sides[0], sides[1])
  }
}
