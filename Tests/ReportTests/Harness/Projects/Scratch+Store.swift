import Figures
import Foundation
import Pipeline
import TestSupport
import Testing

/// What the store keeps of a project's blocks.
extension Scratch {
  /// The folder of a block's result.
  func entry(of id: String) throws -> String {
    struct Record: Decodable { let id, key: String }
    let status = try run("status", "--json")
    let records = try JSONDecoder().decode([Record].self, from: Data(status.output.utf8))
    return ".report/store/\(try #require(records.first { $0.id == id }, "no block \(id)").key)"
  }

  /// A block's result.
  func result(of id: String) throws -> StoredResult { try result(in: entry(of: id)) }

  private func result(in entry: String) throws -> StoredResult {
    try JSONDecoder().decode(StoredResult.self, from: Data(contentsOf: url("\(entry)/result.json")))
  }

  /// The bytes of a block's pictures, in order.
  func panels(of id: String) throws -> [Data] {
    let entry = try entry(of: id)
    guard case .panels(_, let rows) = try result(in: entry).figure else { return [] }
    return try rows.flatMap(\.cells).map { try Data(contentsOf: url("\(entry)/\($0.path)")) }
  }

  /// A block's pictures, in order.
  func pictures(of id: String) throws -> [Picture] { try panels(of: id).map { try Picture(png: $0) } }

  /// A picture of a block by its file.
  func picture(_ file: String, of id: String) throws -> Picture {
    try Picture(png: Data(contentsOf: url("\(entry(of: id))/\(file)")))
  }
}

extension StoredResult {
  /// The rows of a table.
  var rows: [[String]] { if case .table(_, let rows, _) = figure { rows } else { [] } }

  /// The number of a measured value, unrounded.
  func number(_ name: String) throws -> Double {
    try #require(values.first { $0.name == name }?.number, "no number \(name)")
  }

  /// A measured value in words.
  func text(_ name: String) throws -> String {
    try #require(values.first { $0.name == name }, "no value \(name)").text
  }
}
