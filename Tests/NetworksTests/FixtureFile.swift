import Foundation
import Testing

/// The files in `Fixtures/`.
enum FixtureFile {
  static func url(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  }

  /// The lines `NAME<tab>[1, 2, 3]` of a list of tensors.
  static func shapes(_ name: String) throws -> [(name: String, shape: [Int])] {
    try String(contentsOf: url(name), encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t")
      let shape = parts[1].dropFirst().dropLast().split(separator: ", ").compactMap { Int($0) }
      return (String(parts[0]), shape)
    }
  }

  static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: url(name)))
  }
}
