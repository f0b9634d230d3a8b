import Foundation

/// One thing to time.
protocol BenchmarkCase {
  /// What it is called on the command line, here and in `bench_torch.py`.
  var name: String { get }
  /// Times it.
  func run() throws -> BenchmarkResult
}

/// What a case measured.
struct BenchmarkResult: Codable {
  /// The case's name.
  let name: String
  /// Values by what they are, with their unit: "forward ms".
  let values: [String: Double]

  /// One line for people.
  var text: String {
    let parts = values.sorted { $0.key < $1.key }.map { "\($0.key) \(String(format: "%.2f", $0.value))" }
    return "\(name): \(parts.joined(separator: ", "))"
  }

  /// One line for programs.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
