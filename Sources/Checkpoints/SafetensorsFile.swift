import Files
import Foundation
import Tensors

/// A safetensors file, checked as a whole before anything is taken out of it, and memory-mapped.
public struct SafetensorsFile: Sendable {
  /// Where it was read from.
  public let path: String
  /// The file's free text entries.
  public let metadata: [String: String]
  /// The tensors' names in alphabetical order.
  public let names: [String]
  /// The types of elements that a network's weights may have, in the format's words.
  static let floatTypes = ["F32", "F16", "BF16"]

  private let entries: [String: SafetensorsHeader.Entry]
  private let file: MappedFile
  /// Where the tensors' bytes begin, after the header.
  private let start: Int

  /// Reads and checks the header; throws a `CheckpointError` for every file that is not whole and consistent.
  public init(_ url: URL) throws(CheckpointError) {
    path = url.path
    do throws(CheckpointFault) {
      file = try Self.mapped(url)
      let length = try Self.headerLength(file.bytes)
      start = 8 + length
      let header = try SafetensorsHeaderParser.parse(
        UnsafeRawBufferPointer(rebasing: file.bytes[8..<8 + length]))
      if let flaw = header.flaw(dataLength: file.bytes.count - 8 - length) { throw flaw }
      (entries, metadata) = (header.entries, header.metadata)
      names = header.entries.keys.sorted()
    } catch {
      throw CheckpointError(file: url.path, error)
    }
  }

  private static func mapped(_ url: URL) throws(CheckpointFault) -> MappedFile {
    do throws(FileFault) { return try MappedFile(url) } catch { throw .file(error) }
  }

  /// A checksum of the tensors' bytes.
  public var checksum: Checksum { Checksum(UnsafeRawBufferPointer(rebasing: file.bytes[start...])) }

  /// The shape of a tensor, if there is one of that name.
  public func shape(of name: String) -> [Int]? { entries[name]?.shape }

  /// The type of a tensor's elements in the format's words, such as "F16", if there is one of that name.
  public func elementType(of name: String) -> String? { entries[name]?.dtype }

  /// The bytes of all tensors.
  public var byteCount: Int { file.bytes.count - start }

  /// A tensor of type F32, F16 or BF16 in the file's shape; throws when it is missing or of another type.
  public func tensor(named name: String) throws(CheckpointError) -> Tensor {
    let entry = try entry(named: name, types: Self.floatTypes)
    defer { release(entry) }
    switch entry.dtype {
    case "F16": return Tensor(shape: entry.shape, binary16: bytes(of: entry))
    case "BF16": return Tensor(shape: entry.shape, bfloat16: bytes(of: entry))
    default:
      return Tensor(shape: entry.shape) {
        UnsafeMutableRawBufferPointer($0).copyMemory(from: bytes(of: entry))
      }
    }
  }

  /// As `tensor(named:)`, of a known shape; throws as well when the shape is another.
  public func tensor(named name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
    _ = try entry(named: name, shape: shape)
    return try tensor(named: name)
  }

  /// A kernel or matrix of a known shape in half precision, of type F16 or exact in it; nil where it is not.
  ///
  /// Throws as `tensor(named:shape:)` does.
  public func halfKernel(named name: String, shape: [Int]) throws(CheckpointError) -> HalfKernel? {
    let entry = try entry(named: name, shape: shape)
    guard entry.dtype == "F16" else { return HalfKernel(outputsLast: try tensor(named: name)) }
    defer { release(entry) }
    return HalfKernel(torchShape: shape, binary16: bytes(of: entry))
  }

  /// An int64 tensor's elements and shape; throws when it is missing or of another type.
  public func integers(named name: String) throws(CheckpointError) -> (shape: [Int], values: [Int64]) {
    let entry = try entry(named: name, types: ["I64"])
    var values = [Int64](repeating: 0, count: entry.shape.reduce(1, *))
    values.withUnsafeMutableBytes { $0.copyMemory(from: bytes(of: entry)) }
    return (entry.shape, values.map { Int64(littleEndian: $0) })
  }

  private func entry(named name: String, shape: [Int]) throws(CheckpointError) -> SafetensorsHeader.Entry {
    let entry = try entry(named: name, types: Self.floatTypes)
    guard entry.shape == shape else {
      throw CheckpointError(file: path, .shape(name: name, expected: shape, found: entry.shape))
    }
    return entry
  }

  /// A whole network would otherwise be resident twice once every tensor was converted.
  private func release(_ entry: SafetensorsHeader.Entry) {
    file.release(start + entry.dataOffsets[0]..<start + entry.dataOffsets[1])
  }

  private func entry(
    named name: String, types: [String]
  ) throws(CheckpointError) -> SafetensorsHeader.Entry {
    guard let entry = entries[name] else { throw CheckpointError(file: path, .missing(name: name)) }
    guard types.contains(entry.dtype) else {
      let expected = types.joined(separator: " or ")
      throw CheckpointError(file: path, .type(name: name, expected: expected, found: entry.dtype))
    }
    do throws(FileFault) { try file.requireWhole() } catch {
      throw CheckpointError(file: path, .file(error))
    }
    return entry
  }

  private func bytes(of entry: SafetensorsHeader.Entry) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[start + entry.dataOffsets[0]..<start + entry.dataOffsets[1]])
  }

  private static func headerLength(_ bytes: UnsafeRawBufferPointer) throws(CheckpointFault) -> Int {
    guard bytes.count >= 8 else { throw .truncated("the header's length", expected: 8, found: bytes.count) }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    let available = min(bytes.count - 8, SafetensorsHeader.longest)
    guard length <= UInt64(available) else { throw .headerLength(length, available: available) }
    return Int(length)
  }
}
