import Foundation

/// Where a text stops being JSON, in words.
struct JSONFault: CustomStringConvertible {
  let description: String

  /// Looks for the place in a text that could not be read.
  init(in data: Data) {
    // JSONDecoder does not tell the place, and the older reader tells it in a sentence alone.
    do {
      _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
      description = "text that is no JSON"
    } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      description = Self.place(reason ?? "", in: data)
    }
  }

  private static func place(_ reason: String, in data: Data) -> String {
    if reason.contains("end of file") { return "JSON that ends too early" }
    guard let match = reason.firstMatch(of: #/character ([0-9]+)/#), let offset = Int(match.1) else {
      return "text that is no JSON"
    }
    let lines = data.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return "text that is no JSON in line \(max(1, lines.count)), column \((lines.last?.count ?? 0) + 1)"
  }
}

extension DecodingError {
  /// What was wrong with the text, in one line.
  func summary(of data: Data) -> String {
    switch self {
    case .dataCorrupted(let context) where context.codingPath.isEmpty: return "\(JSONFault(in: data))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    @unknown default: return "\(self)"
    }
  }
}
