import Diffusion
import Foundation
import Tensors
import TestSupport
import Testing

/// The fixtures of this target: numbers that torch, torchvision and diffusers computed.
enum Golden {
  static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try fixtures.decode(type, name, by: decoder)
  }

  static func expectClose(
    _ found: [Float], _ expected: [Float], _ tolerance: Float = 1e-5, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let scale = Double(max(1e-6, expected.map { abs($0) }.max() ?? 0))
    let error = largestDifference(found, expected)
    #expect(
      error <= Double(tolerance) * scale, "\(what): largest error \(error) of \(scale)",
      sourceLocation: sourceLocation)
  }
}
