import Chapters
import Datasets
import Foundation
import Pipeline
import Training

extension TrainTextToImageDirective {
  /// The captions of the author's folder.
  ///
  /// - Parameter isChecked: whether all pictures must be there.
  /// - Throws: an `OptionMistake` that names the line of captions.tsv.
  static func captions(
    _ options: Options, in surroundings: Surroundings, isChecked: Bool = false
  ) throws -> CaptionFile {
    let folder = surroundings.url(options.data, isFolder: true)
    do throws(CaptionError) {
      let file = try CaptionFile(in: folder)
      if isChecked { try file.requirePictures() }
      return file
    } catch { throw mistake(error, options, in: surroundings) }
  }

  /// The pictures with their captions, as squares.
  static func pictures(_ options: Options, side: Int, in context: RunContext) throws -> CaptionedPictures {
    let file = try captions(options, in: context.surroundings)
    let count = min(options.limit ?? .max, file.entries.count)
    do {
      let set = try CaptionedImages(file, side: side, limit: options.limit) { index in
        try context.checkInterruption()
        context.report(WorkProgress(step: index, of: count, detail: "reading pictures"))
      }
      return CaptionedPictures(side: side, pixels: set.pixels, captions: set.captions)
    } catch let error as CaptionError {
      throw mistake(error, options, in: context.surroundings)
    }
  }

  /// The error with the folder as the author wrote it.
  private static func mistake(
    _ error: CaptionError, _ options: Options, in surroundings: Surroundings
  ) -> OptionMistake {
    let path = surroundings.url(options.data, isFolder: true).path
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = options.data.hasSuffix("/") ? String(options.data.dropLast()) : options.data
    return OptionMistake(
      "data", .invalid(error.complaint.replacing(folder, with: name), remedy: error.remedy))
  }
}
