import Foundation

/// Safetensors files with a right header and zeros that take no room on the disk.
package enum SparseFile {
  /// Writes the tensors in their order, with `bytesPerElement` for the type.
  package static func write(
    _ tensors: [(name: String, shape: [Int])], type: String, bytesPerElement: Int, to url: URL
  ) throws {
    var (parts, offset): ([String], Int) = ([], 0)
    for (name, shape) in tensors {
      let end = offset + shape.reduce(bytesPerElement, *)
      parts.append(#""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(offset),\#(end)]}"#)
      offset = end
    }
    let header = Data("{\(parts.joined(separator: ","))}".utf8)
    try (withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header).write(to: url)
    let handle = try FileHandle(forWritingTo: url)
    try handle.truncate(atOffset: UInt64(8 + header.count + offset))
    try handle.close()
  }

  /// What this process holds in memory without what the system could drop at once, in bytes; nil where the
  /// system does not say.
  package static var residentBytes: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { $0.split(whereSeparator: { !$0.isNumber }).first }.flatMap { Int($0) }.map {
      $0 * 1024
    }
  }
}
