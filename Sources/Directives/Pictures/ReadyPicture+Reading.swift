import Chapters
import Datasets
import Figures
import Files
import Foundation
import Pipeline

extension ReadyPicture {
  /// The longest file that goes into a site: 20 MB.
  static let longestFile = 20_000_000

  /// Reads a picture's file, all of it; a drawing is cleaned of what a browser would run or fetch.
  ///
  /// - Parameter name: what its author calls it.
  /// - Returns: the picture, and what was taken out of it, in words.
  /// - Throws: `PictureComplaint` for a file that no browser would show, or that is more than a picture after all.
  static func read(_ url: URL, called name: String) throws -> (picture: ReadyPicture, removed: [String]) {
    let content = try content(of: url, called: name)
    if isMarkup(content) {
      do throws(PassiveMarkup.Active) {
        let (drawing, removed) = try PassiveMarkup.cleaned(content)
        let size = try PassiveMarkup.pictureSize(of: drawing)
        return (ReadyPicture(drawing, .svg, width: size.width, height: size.height), removed)
      } catch { throw PictureComplaint.drawing(name, reason: error.description) }
    }
    do throws(ImageError) {
      let image = try RGBImage(contentsOf: url)  // to its end: one that was cut short shows half a picture
      let format: Format = content.starts(with: [0x89]) ? .png : .jpg
      return (ReadyPicture(content, format, width: image.width, height: image.height), [])
    } catch { throw PictureComplaint.image(error.renamed { _ in name }) }
  }

  private static func content(of url: URL, called name: String) throws(PictureComplaint) -> Data {
    do throws(FileError<FileFault>) { return try RegularFile.content(of: url, limit: longestFile) } catch {
      if case .tooLarge(let length) = error.reason { throw .tooLong(name, bytes: length) }
      throw .unreadable(name, error.reason.cause)
    }
  }

  private static func isMarkup(_ content: Data) -> Bool {
    let start = String(decoding: content.prefix(200), as: UTF8.self)
    return start.drop { $0.isWhitespace || $0 == "\u{feff}" }.hasPrefix("<")
  }
}

/// Why a file cannot be a figure.
enum PictureComplaint: Complaint, Equatable {
  case tooLong(String, bytes: Int)
  case unreadable(String, FileCause)
  case drawing(String, reason: String)
  /// What a drawing is shown without.
  case cleaned(String, removed: [String])
  case image(ImageError)

  var message: String {
    switch self {
    case .tooLong(let name, let bytes):
      "'\(name)' has \(bytes / 1_000_000) MB, more than the \(ReadyPicture.longestFile / 1_000_000) MB of a figure"
    case .unreadable(let name, let cause): "'\(name)' cannot be read: \(cause)"
    case .drawing(let name, let reason): "the SVG picture '\(name)' cannot be shown: \(reason)"
    case .cleaned(let name, let removed):
      "the SVG picture '\(name)' is shown without \(removed.prefix(5).joined(separator: ", "))"
        + (removed.count > 5 ? " and \(removed.count - 5) more" : "")
    case .image(let error): "\(error)"
    }
  }

  var help: String? {
    switch self {
    case .tooLong: "make it smaller, or save it as JPEG"
    case .unreadable: "check the permissions of the file and of the folders around it"
    case .cleaned: "a page runs nothing and fetches nothing; where that is missed, draw it otherwise"
    case .drawing: "save it as plain SVG without scripts, HTML and references to other files, or as PNG"
    case .image(.noImage): "a figure is a PNG, JPEG or SVG file"
    case .image: "save it anew from the program that made it"
    }
  }
}
