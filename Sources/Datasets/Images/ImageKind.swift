import Foundation

/// What a file is, by its first bytes, and how it becomes a picture that is read.
struct ImageKind: Equatable {
  /// As messages call it.
  let name: String
  /// What converts it.
  let conversion: ImageConversion?

  init(_ name: String, _ conversion: ImageConversion? = nil) {
    (self.name, self.conversion) = (name, conversion)
  }

  /// By a file's first bytes.
  init(of data: Data) {
    guard !data.isEmpty else {
      self.init("an empty file")
      return
    }
    let start = [UInt8](data.prefix(64))
    let found = Self.known.first { start.dropFirst($0.offset).starts(with: $0.mark) }?.kind
    self = found ?? Self.text(start) ?? ImageKind("something else")
  }

  private static let known: [(offset: Int, mark: [UInt8], kind: ImageKind)] = [
    (0, Array("GIF8".utf8), ImageKind("a GIF", .magickFirst)),
    (8, Array("WEBP".utf8), ImageKind("a WebP", .magickFirst)),
    (0, [0x49, 0x49, 0x2a, 0], ImageKind("a TIFF", .magickFirst)),
    (0, [0x4d, 0x4d, 0, 0x2a], ImageKind("a TIFF", .magickFirst)),
    (0, [0x49, 0x49, 0x2b, 0], ImageKind("a BigTIFF", .magickFirst)),
    (0, [0x4d, 0x4d, 0, 0x2b], ImageKind("a BigTIFF", .magickFirst)),
    (0, Array("BM".utf8), ImageKind("a BMP", .magick)),
    (8, Array("heic".utf8), ImageKind("a HEIC", .magick)),
    (8, Array("heix".utf8), ImageKind("a HEIC", .magick)),
    (8, Array("mif1".utf8), ImageKind("a HEIF", .magick)),
    (8, Array("avif".utf8), ImageKind("an AVIF", .magick)),
    (4, Array("ftyp".utf8), ImageKind("a video")),
    (0, [0xff, 0x0a], ImageKind("a JPEG XL", .magick)),
    (4, Array("JXL ".utf8), ImageKind("a JPEG XL", .magick)),
    (4, Array("jP  ".utf8), ImageKind("a JPEG 2000", .magick)),
    (0, [0xff, 0x4f, 0xff, 0x51], ImageKind("a JPEG 2000", .magick)),
    (0, Array("8BPS".utf8), ImageKind("a Photoshop file", .magickFirst)),
    (0, [0, 0, 1, 0], ImageKind("an icon", .magickFirst)),
    (0, [0x76, 0x2f, 0x31, 0x01], ImageKind("an OpenEXR", .magick)),
    (0, Array("qoif".utf8), ImageKind("a QOI", .magick)),
    (0, Array("RIFF".utf8), ImageKind("a RIFF file")),
    (0, Array("%PDF".utf8), ImageKind("a PDF", .pages)),
    (0, [0x1f, 0x8b], ImageKind("gzip'ed content")),
    (0, Array("PK".utf8), ImageKind("a zip archive")),
  ]

  /// Formats that begin with letters.
  private static func text(_ start: [UInt8]) -> ImageKind? {
    let words = String(decoding: start, as: UTF8.self).lowercased()
      .trimmingCharacters(in: CharacterSet.whitespacesAndNewlines.union(["\u{feff}"]))
    if words.contains(/^p[1-7]\s/) { return ImageKind("a PNM", .magick) }
    if words.hasPrefix("<svg") || words.hasPrefix("<?xml") && words.contains("<svg") {
      return ImageKind("an SVG", .vector)
    }
    if words.hasPrefix("<?xml") { return ImageKind("XML", .vector) }
    return words.hasPrefix("<") ? ImageKind("HTML") : nil
  }
}
