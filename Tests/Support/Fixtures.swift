import Foundation

/// The files that the tests of a target read, as a script of `Tests/Reference` made them.
package struct Fixtures: Sendable {
  private let folder: URL

  /// The folder `Fixtures` among a target's resources.
  package init(of bundle: Bundle) { folder = bundle.resourceURL!.appending(path: "Fixtures") }

  /// Those that several targets read.
  package static let shared = Fixtures(of: .module)

  /// Where a file or a folder is.
  package func url(_ name: String) -> URL { folder.appending(path: name) }

  /// A file's content.
  package func data(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

  /// The record in a JSON file.
  package func decode<Value: Decodable>(
    _ type: Value.Type, _ name: String, by decoder: JSONDecoder = JSONDecoder()
  ) throws -> Value {
    try decoder.decode(type, from: data(name))
  }

  /// The lines `NAME<tab>[1, 2, 3]` of a list of tensors.
  package func shapes(_ name: String) throws -> [(name: String, shape: [Int])] {
    try String(contentsOf: url(name), encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t")
      let shape = parts[1].dropFirst().dropLast().split(separator: ", ").compactMap { Int($0) }
      return (String(parts[0]), shape)
    }
  }
}
