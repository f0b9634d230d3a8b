import Datasets
import Foundation
import Pipeline
import SharedDirectives
import Tensors

/// A folder of pictures with their captions that an option names.
struct CaptionedFolder {
  /// The option.
  let option: String
  /// The folder as the author wrote it.
  let path: String
  /// Only so many pictures, the first ones; all if nil.
  let limit: Int?

  private func url(in surroundings: Surroundings) -> URL { surroundings.url(path, isFolder: true) }

  /// The captions.
  ///
  /// - Throws: an `OptionMistake` that names the line of captions.tsv.
  func captions(in surroundings: Surroundings) throws -> CaptionFile {
    do throws(CaptionError) { return try CaptionFile(in: url(in: surroundings)) } catch {
      throw mistake(error, in: surroundings)
    }
  }

  /// Requires the headers of the pictures to be those of pictures that can become squares.
  ///
  /// - Parameter side: of the squares, if it is known.
  /// - Throws: `OptionMistakes` with all that is wrong.
  func requireUsablePictures(side: Int?, in surroundings: Surroundings) throws {
    let mistakes = CaptionFile.mistakes(in: url(in: surroundings), limit: limit, side: side)
    try OptionMistakes.require(none: mistakes.map { mistake($0, in: surroundings) })
  }

  /// The files that a block reads of it.
  ///
  /// - Throws: `OptionMistakes` with all that is wrong, if a line is, or if a picture is not there.
  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let captions: CaptionFile
    do throws(CaptionError) {
      captions = try CaptionFile(in: url(in: surroundings))
      try captions.requirePictures()
    } catch {
      try requireUsablePictures(side: nil, in: surroundings)
      throw mistake(error, in: surroundings)
    }
    let pictures = captions.entries.prefix(limit ?? .max).map(captions.picture)
    return Inputs(
      files: [FileInput(option: option, url: captions.url, remedy: "check the name")],
      groups: [
        FileGroup(
          option: option, name: "pictures", urls: pictures,
          remedy: "put the picture there or remove its line in \(CaptionFile.name)")
      ])
  }

  /// The pictures with their captions, as squares.
  func pictures(side: Int, in context: RunContext) throws -> CaptionedImages {
    let file = try captions(in: context.surroundings)
    let count = min(limit ?? .max, file.entries.count)
    do {
      return try CaptionedImages(file, side: side, limit: limit) { index in
        try context.checkInterruption()
        context.report(WorkProgress(step: index, of: count, detail: "reading pictures"))
      }
    } catch let error as CaptionError {
      throw mistake(error, in: context.surroundings)
    }
  }

  /// The error with the folder as the author wrote it.
  private func mistake(_ error: CaptionError, in surroundings: Surroundings) -> OptionMistake {
    let written = WrittenPath(path, isFolder: true, in: surroundings)
    return OptionMistake(option, .captions(error.renamed(written.name)))
  }
}

extension CaptionedImages {
  /// The pictures as models take them, [N, side, side, 3] in -1...1.
  var tensor: Tensor {
    RGBImage(width: side, height: side * count, pixels: pixels).tensor.reshaped(to: [count, side, side, 3])
  }
}
