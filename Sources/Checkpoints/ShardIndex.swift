import Files
import Foundation

/// What `NAME.safetensors.index.json` says: which file holds which tensor.
struct ShardIndex {
  /// The longest index that is read, in bytes.
  static let longest = 1 << 24

  /// The file of every tensor, a plain name beside the index.
  let files: [String: String]

  /// Reads an index; throws a `CheckpointError` when it is none.
  init(_ url: URL) throws(CheckpointError) {
    do throws(CheckpointFault) {
      let content: Data
      do throws(FileError<FileFault>) {
        content = try RegularFile.content(of: url, limit: Self.longest)
      } catch {
        throw .file(error.reason)
      }
      files = try Self.weightMap(content)
    } catch {
      throw CheckpointError(file: url.path, error)
    }
  }

  private static func weightMap(_ data: Data) throws(CheckpointFault) -> [String: String] {
    struct Contents: Decodable {
      let map: [String: String]
      enum CodingKeys: String, CodingKey { case map = "weight_map" }
    }
    let map = try Contents.decoded(from: data, fault: CheckpointFault.index).map
    for (tensor, name) in map where !isPlain(name) {
      throw .index("the file '\(name)' for tensor '\(tensor)'")
    }
    return map
  }

  /// A name that stays in its folder.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\\")
      && !name.contains("\0")
  }
}
