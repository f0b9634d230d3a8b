import Figures
import Foundation
import TestSupport
import Testing

extension Scratch {
  /// Puts a file's length and sum into its entry's record, as who prepares a store would.
  func sign(_ name: String, in entry: String) throws {
    let sum = try snapshot(of: entry)["\(entry)/\(name)"] ?? ""
    let length = try Data(contentsOf: url("\(entry)/\(name)")).count
    let record = try read("\(entry)/result.json")
    let pattern = try Regex(
      "\"\(name.replacing(".", with: "\\."))\":\\{\"bytes\":[0-9]+,\"sha256\":\"[0-9a-f]+\"\\}")
    let signed = record.replacing(pattern, with: "\"\(name)\":{\"bytes\":\(length),\"sha256\":\"\(sum)\"}")
    guard signed != record else { throw NothingToSign() }
    try write(signed, to: "\(entry)/result.json")
  }
}

extension Scratch {
  /// Changes a picture of a block's stored result, and its sum with it.
  ///
  /// - Parameter change: what is done with the pixels.
  func forge(_ name: String = "panel-1-1.png", of id: String, _ change: (inout [UInt8]) -> Void) throws {
    let entry = try entry(of: id)
    let picture = try Picture(png: Data(contentsOf: url("\(entry)/\(name)")))
    var pixels = picture.pixels
    change(&pixels)
    let forged = try Picture(
      width: picture.width, height: picture.height, channels: picture.channels, pixels: pixels)
    try write(forged.pngData(), to: "\(entry)/\(name)")
    try sign(name, in: entry)
  }

  /// Changes a measured number in a block's stored result.
  func forgeValue(_ name: String, of id: String, by factor: Double) throws {
    let value = try result(of: id).number(name)
    try replace(
      "\"number\":\(value)", with: "\"number\":\(value * factor)", in: "\(entry(of: id))/result.json")
  }

  /// Puts a comment into a PNG file: other bytes, the same pixels.
  func annotate(_ path: String) throws {
    var data = try Data(contentsOf: url(path))
    let body = Array("tEXtComment\0anew".utf8)
    let crc = body.reduce(UInt32.max) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    let length = UInt32(body.count - 4)
    let chunk =
      [length.bigEndian].withUnsafeBytes(Array.init) + body
      + [(~crc).bigEndian].withUnsafeBytes(Array.init)
    data.insert(contentsOf: chunk, at: 33)  // behind the signature and IHDR
    try write(data, to: path)
  }

  /// The sample after one build, with its lock.
  static func locked() throws -> Scratch {
    let project = try SampleReport.built()
    let outcome = try project.run("build", "--update-lock")
    guard outcome.status == 0 else { throw SampleReport.BuildFailed(errors: outcome.errors) }
    return project
  }
}

private struct NothingToSign: Error {}
