import Datasets
import Foundation
import Pipeline
import SharedDirectives
import Tensors

/// A file of captions that are asked for, which the option 'captions' names.
struct AskedFile {
  private static let option = "captions"

  /// The file as the author wrote it.
  let path: String
  /// Only so many captions, the first ones; all if nil.
  let limit: Int?
  let surroundings: Surroundings

  private var written: WrittenPath { WrittenPath(path, in: surroundings) }

  /// The captions as they are now.
  ///
  /// - Throws: an `OptionMistake` that names the line.
  func captions() throws -> AskedCaptions { try told { url throws(CaptionError) in try AskedCaptions(url) } }

  /// The captions before anything runs; all pictures must be there.
  ///
  /// - Throws: as `captions`.
  func checkedCaptions() throws -> AskedCaptions {
    try told { url throws(CaptionError) in
      try surroundings.readings.value(at: url) { () throws(CaptionError) in
        let asked = try AskedCaptions(url)
        try asked.requirePictures()
        return asked
      }
    }
  }

  /// Requires all lines to be right, and the headers of the pictures to be those of pictures that can become squares.
  ///
  /// - Parameter side: of the squares, if it is known.
  /// - Throws: `OptionMistakes` with all that is wrong.
  func requireUsablePictures(side: Int?) throws {
    let form = "\(limit.map(String.init) ?? "all") of side \(side.map(String.init) ?? "any")"
    let mistakes = surroundings.readings.value(at: written.url, as: form) {
      AskedCaptions.mistakes(in: written.url, limit: limit, side: side)
    }
    try OptionMistakes.require(none: mistakes.map(mistake))
  }

  /// The captions that are asked for.
  func entries(of captions: AskedCaptions) -> ArraySlice<AskedCaptions.Entry> {
    captions.entries.prefix(limit ?? .max)
  }

  /// The file's own pictures, [N, side, side, 3] in -1...1.
  ///
  /// - Throws: as `captions`.
  func pictures(of captions: AskedCaptions, side: Int) throws -> Tensor {
    try told { _ throws(CaptionError) in
      Tensor(joining: try captions.pictures(side: side, limit: limit).map(\.tensor))
    }
  }

  /// The files that a block reads.
  ///
  /// - Throws: as `captions`.
  func inputs() throws -> Inputs {
    let asked: AskedCaptions
    do { asked = try checkedCaptions() } catch {
      try requireUsablePictures(side: nil)
      throw error
    }
    let pictures = entries(of: asked).compactMap(asked.picture)
    let remedy = "put the picture there or remove the column of pictures"
    return Inputs(
      files: [FileInput(option: Self.option, url: asked.url, name: "of captions", remedy: "check the name")],
      groups: pictures.isEmpty
        ? [] : [FileGroup(option: Self.option, name: "pictures", urls: pictures, remedy: remedy)])
  }

  private func told<T>(_ body: (URL) throws(CaptionError) -> T) throws -> T {
    do throws(CaptionError) { return try body(written.url) } catch {
      throw mistake(error)
    }
  }

  private func mistake(_ error: CaptionError) -> OptionMistake {
    OptionMistake(Self.option, .captions(error.renamed(written.name)))
  }
}
