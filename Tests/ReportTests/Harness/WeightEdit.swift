import Foundation

/// A file of weights taken apart, to be written again with a mistake.
struct WeightEdit {
  struct Entry {
    var type: String
    var shape: [Int]
    var bytes: Data
  }

  var entries: [String: Entry] = [:]

  init(_ url: URL) throws {
    let file = try Data(contentsOf: url)
    let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = try JSONSerialization.jsonObject(with: file[8..<8 + length]) as? [String: Any] ?? [:]
    for (name, value) in header {
      guard let value = value as? [String: Any], let type = value["dtype"] as? String,
        let shape = value["shape"] as? [Int], let offsets = value["data_offsets"] as? [Int]
      else { continue }
      let start = 8 + length
      entries[name] = Entry(
        type: type, shape: shape, bytes: Data(file[start + offsets[0]..<start + offsets[1]]))
    }
  }

  /// The file, its tensors in alphabetical order.
  var data: Data {
    get throws {
      var (header, bytes): ([String: Any], Data) = ([:], Data())
      for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
        let offsets = [bytes.count, bytes.count + entry.bytes.count]
        header[name] = ["dtype": entry.type, "shape": entry.shape, "data_offsets": offsets] as [String: Any]
        bytes += entry.bytes
      }
      let text = try JSONSerialization.data(withJSONObject: header)
      return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) } + text + bytes
    }
  }
}
