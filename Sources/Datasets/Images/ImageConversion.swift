import Foundation

/// How a picture of a format that is not read becomes a PNG.
public enum ImageConversion: Equatable, Sendable {
  /// ImageMagick reads it.
  case magick
  /// ImageMagick reads it, and of several pictures the first is meant.
  case magickFirst
  /// ImageMagick reads it, and must be told to leave the colours of print.
  case magickToRGB
  /// librsvg draws it.
  case vector
  /// poppler draws its first page.
  case pages

  /// The command that makes a PNG of a file.
  func command(for path: String) -> String {
    let (source, target) = (quoted(path), quoted(Self.target(of: path)))
    return switch self {
    case .magick: "magick \(source) \(target)\(Self.older)"
    case .magickFirst: "magick \(quoted(path + "[0]")) \(target)\(Self.older)"
    case .magickToRGB: "magick \(source) -colorspace sRGB \(target)\(Self.older)"
    case .vector: "rsvg-convert -o \(target) \(source)"
    case .pages: "pdftoppm -png -singlefile \(source) \(quoted(Self.stem(of: path)))"
    }
  }

  /// ImageMagick 6, which Debian 12 has, is another word.
  private static let older = " ('convert' in place of 'magick' in ImageMagick 6)"

  private static func stem(of path: String) -> String { (path as NSString).deletingPathExtension }

  /// A file beside it that is another one.
  private static func target(of path: String) -> String {
    let target = stem(of: path) + ".png"
    return target == path ? stem(of: path) + "-converted.png" : target
  }

  /// As a shell reads it.
  private func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
