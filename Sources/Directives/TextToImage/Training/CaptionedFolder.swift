import Datasets
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

  /// The captions.
  ///
  /// - Parameter isChecked: whether all pictures must be there.
  /// - Throws: an `OptionMistake` that names the line of captions.tsv.
  func captions(in surroundings: Surroundings, isChecked: Bool = false) throws -> CaptionFile {
    do throws(CaptionError) {
      let file = try CaptionFile(in: surroundings.url(path, isFolder: true))
      if isChecked { try file.requirePictures() }
      return file
    } catch { throw mistake(error, in: surroundings) }
  }

  /// Requires the headers of the pictures to be those of pictures that can become squares.
  ///
  /// - Throws: as `captions`.
  func requireUsablePictures(side: Int, in surroundings: Surroundings) throws {
    let file = try captions(in: surroundings)
    do throws(CaptionError) {
      try file.requireUsablePictures(limit ?? file.entries.count, side: side)
    } catch {
      throw mistake(error, in: surroundings)
    }
  }

  /// The files that a block reads of it.
  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let captions = try captions(in: surroundings, isChecked: true)
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
