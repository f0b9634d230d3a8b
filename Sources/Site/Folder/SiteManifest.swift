import Files
import Foundation

/// What a build wrote into a site: paths and SHA-256, in the lines of `sha256sum`, which can check them.
///
/// It stands in the site, so that a clone knows what may be replaced. It is trusted for nothing else: a file is only
/// ever removed because it was found in the site and has the sum that is written here.
struct SiteManifest: Equatable {
  /// Its file in the site.
  static let name = "SHA256SUMS"
  /// The longest that is read: 64 MB.
  private static let longest = 1 << 26

  /// The sums by path.
  let sums: [String: String]

  init(sums: [String: String]) { self.sums = sums }

  /// The manifest of a site; an empty one where there is none that can be read.
  init(in site: String) {
    let path = "\(site)/\(Self.name)"
    let data =
      FileKind(atPath: path) == .file ? try? RegularFile.content(atPath: path, limit: Self.longest) : nil
    var sums: [String: String] = [:]
    [UInt8](data ?? Data()).withUnsafeBufferPointer { bytes in
      for line in bytes.split(separator: UInt8(ascii: "\n")) where line.dropFirst(64).starts(with: "  ".utf8)
      {
        sums[String(decoding: line.dropFirst(66), as: UTF8.self)] = String(
          decoding: line.prefix(64), as: UTF8.self)
      }
    }
    self.sums = sums
  }

  /// The lines, by path.
  var text: String {
    sums.sorted { $0.key < $1.key }.map { "\($1)  \($0)\n" }.joined()
  }
}
