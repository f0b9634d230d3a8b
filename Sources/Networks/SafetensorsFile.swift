import Foundation
import Tensors

/// A safetensors file, checked as a whole before anything is taken out of it, and memory-mapped.
public struct SafetensorsFile: Sendable {
  /// Where it was read from.
  public let path: String
  /// The file's free text entries.
  public let metadata: [String: String]
  private let entries: [String: SafetensorsHeader.Entry]
  /// The tensors' bytes, without the header.
  private let data: Data

  /// Reads and checks the header; throws a `CheckpointError` for every file that is not whole and consistent.
  public init(_ url: URL) throws(CheckpointError) {
    path = url.path
    let bytes: Data
    do { bytes = try Data(contentsOf: url, options: .mappedIfSafe) } catch {
      throw CheckpointError(file: url.path, .unreadable(error.localizedDescription))
    }
    do throws(CheckpointError.Reason) {
      let length = try Self.headerLength(bytes)
      let header = try Self.header(bytes.dropFirst(8).prefix(length))
      data = bytes.dropFirst(8 + length)
      if let flaw = header.flaw(dataLength: data.count) { throw flaw }
      (entries, metadata) = (header.entries, header.metadata)
    } catch {
      throw CheckpointError(file: url.path, error)
    }
  }

  /// The tensors' names in alphabetical order.
  public var names: [String] { entries.keys.sorted() }

  /// A checksum of the tensors' bytes.
  public var checksum: Checksum { Checksum(data) }

  /// A float32 tensor in the file's layout; throws when it is missing or of another type.
  public func tensor(named name: String) throws(CheckpointError) -> Tensor {
    let entry = try entry(named: name, type: "F32")
    return Tensor(shape: entry.shape) { destination in
      copy(entry, into: UnsafeMutableRawBufferPointer(destination))
    }
  }

  /// A float32 tensor of a known shape; throws when it is missing, of another type or of another shape.
  public func tensor(named name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
    let tensor = try tensor(named: name)
    guard tensor.shape == shape else {
      throw CheckpointError(file: path, .shape(name: name, expected: shape, found: tensor.shape))
    }
    return tensor
  }

  /// An int64 tensor's elements and shape; throws when it is missing or of another type.
  public func integers(named name: String) throws(CheckpointError) -> (shape: [Int], values: [Int64]) {
    let entry = try entry(named: name, type: "I64")
    var values = [Int64](repeating: 0, count: entry.shape.reduce(1, *))
    values.withUnsafeMutableBytes { copy(entry, into: $0) }
    return (entry.shape, values.map { Int64(littleEndian: $0) })
  }

  private func entry(named name: String, type: String) throws(CheckpointError) -> SafetensorsHeader.Entry {
    guard let entry = entries[name] else { throw CheckpointError(file: path, .missing(name: name)) }
    guard entry.dtype == type else {
      throw CheckpointError(file: path, .type(name: name, expected: type, found: entry.dtype))
    }
    return entry
  }

  private func copy(_ entry: SafetensorsHeader.Entry, into destination: UnsafeMutableRawBufferPointer) {
    let start = data.startIndex + entry.dataOffsets[0]
    data.copyBytes(to: destination, from: start..<start + destination.count)
  }

  private static func headerLength(_ bytes: Data) throws(CheckpointError.Reason) -> Int {
    guard bytes.count >= 8 else { throw .truncated("the header's length", expected: 8, found: bytes.count) }
    let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let available = min(bytes.count - 8, SafetensorsHeader.longest)
    guard length <= UInt64(available) else { throw .headerLength(length, available: available) }
    return Int(length)
  }

  private static func header(_ bytes: Data) throws(CheckpointError.Reason) -> SafetensorsHeader {
    do { return try JSONDecoder().decode(SafetensorsHeader.self, from: bytes) } catch let error
      as DecodingError
    {
      throw .header(error.summary)
    } catch {
      throw .header("\(error)")
    }
  }
}

extension CheckpointError.Reason: Error {}

extension DecodingError {
  /// What was wrong, in one line.
  var summary: String {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    @unknown default: return "\(self)"
    }
  }
}
