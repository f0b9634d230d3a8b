import Files
import Foundation
import Tensors

/// Gathers tensors and writes them as one safetensors file.
///
/// int64 tensors lie before float32 ones and these before float16 ones, and each kind in the order in which it was added.
public struct SafetensorsWriter {
  private enum Element: String {
    case int64 = "I64"
    case float32 = "F32"
    case float16 = "F16"
  }

  private struct Item {
    let name: String
    let element: Element
    let shape: [Int]
    let bytes: Data
  }

  private var items: [Item] = []
  /// Free text entries of the file.
  public var metadata: [String: String] = [:]

  /// An empty file.
  public init() {}

  /// Adds a float32 tensor of any shape.
  public mutating func add(_ tensor: Tensor, named name: String) {
    let bytes = tensor.withUnsafeScalars { Data(buffer: $0) }
    items.append(Item(name: name, element: .float32, shape: tensor.shape, bytes: bytes))
  }

  /// Adds a tensor of any shape in half precision, rounded to the nearest.
  public mutating func addHalf(_ tensor: Tensor, named name: String) {
    let bytes = tensor.withUnsafeScalars { scalars in
      scalars.map { $0.binary16.littleEndian }.withUnsafeBufferPointer { Data(buffer: $0) }
    }
    items.append(Item(name: name, element: .float16, shape: tensor.shape, bytes: bytes))
  }

  /// Adds an int64 tensor.
  public mutating func add(_ integers: [Int64], shape: [Int], named name: String) {
    precondition(
      shape.reduce(1, *) == integers.count, "add: expected \(shape), got \(integers.count) integers")
    let bytes = integers.map(\.littleEndian).withUnsafeBufferPointer { Data(buffer: $0) }
    items.append(Item(name: name, element: .int64, shape: shape, bytes: bytes))
  }

  /// Replaces the file at `url` in one step; throws `FileError<FileFault>`.
  public func write(to url: URL) throws {
    try AtomicFile.write(try contents(), to: url)
  }

  /// What `SafetensorsFile.checksum` will be.
  public var checksum: Checksum { ordered.reduce(into: Checksum()) { $0.add($1.bytes) } }

  private var ordered: [Item] {
    [Element.int64, .float32, .float16].flatMap { element in items.filter { $0.element == element } }
  }

  /// The file's bytes.
  func contents() throws -> Data {
    let ordered = ordered
    var header: [String: AnyEncodable] = [:]
    var offset = 0
    for item in ordered {
      let end = offset + item.bytes.count
      header[item.name] = AnyEncodable(
        SafetensorsHeader.Entry(dtype: item.element.rawValue, shape: item.shape, dataOffsets: [offset, end]))
      offset = end
    }
    if !metadata.isEmpty { header[SafetensorsHeader.metadataKey] = AnyEncodable(metadata) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = try encoder.encode(header)
    json.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - json.count % 8) % 8))
    let length = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    return ordered.reduce(into: length + json) { $0.append($1.bytes) }
  }
}

/// Entries and metadata side by side in one JSON object.
private struct AnyEncodable: Encodable {
  let value: any Encodable
  init(_ value: any Encodable) { self.value = value }
  func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
