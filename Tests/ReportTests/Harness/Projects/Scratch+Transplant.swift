import Foundation
import TestSupport
import Testing

extension Scratch {
  /// Puts what another project's block made in the place of this one's result, as who forges a store would.
  func transplant(_ id: String, from other: Scratch) throws {
    let (own, foreign) = (try entry(of: id), try other.entry(of: id))
    let recipe = try record(own)["recipe"]
    try remove(own)
    try copy(other.url(foreign), to: own)
    var forged = try record(own)
    forged["recipe"] = recipe
    try write(JSONSerialization.data(withJSONObject: forged, options: .sortedKeys), to: "\(own)/result.json")
    // A drawing has the beginning of its key in it.
    let marks = [foreign, own].map { "p" + ($0.split(separator: "/").last ?? "").prefix(8) }
    try write(read("\(own)/plot.svg").replacing(marks[0], with: marks[1]), to: "\(own)/plot.svg")
    try sign("plot.svg", in: own)
  }

  /// Takes the trail out of a block's result, which is then as it was before there were trails.
  func forgetTrail(of id: String) throws {
    let own = try entry(of: id)
    try remove("\(own)/trail.json")
    var old = try record(own)
    var files = try #require(old["files"] as? [String: Any])
    files["trail.json"] = nil
    old["files"] = files
    try write(JSONSerialization.data(withJSONObject: old, options: .sortedKeys), to: "\(own)/result.json")
  }

  /// Leaves a trail of a block's result only at some steps, as programs that kept fewer did.
  func thinTrail(of id: String, to steps: [Int]) throws {
    let path = "\(try entry(of: id))/trail.json"
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url(path)))
    var trail = try #require(json as? [String: Any])
    let all = try #require(trail["steps"] as? [Int])
    let places = steps.compactMap { all.firstIndex(of: $0) }
    trail["traces"] = try #require(trail["traces"] as? [[String: String]]).map { trace in
      let digits = Array(trace["hashes"] ?? "")
      return [
        "name": trace["name"] ?? "",
        "hashes": places.map { String(digits[(4 * $0)..<(4 * $0 + 4)]) }.joined(),
      ]
    }
    trail["steps"] = steps
    try write(JSONSerialization.data(withJSONObject: trail, options: .sortedKeys), to: path)
    try sign("trail.json", in: entry(of: id))
  }

  private func record(_ entry: String) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url("\(entry)/result.json")))
    return try #require(json as? [String: Any])
  }
}
