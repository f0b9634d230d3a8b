import Datasets
import Pipeline
import Training

extension TrainTextToImageDirective {
  /// The author's folder.
  func folder() -> CaptionedFolder {
    CaptionedFolder(option: "data", path: data, limit: self.limit)
  }

  /// The captions of the author's folder.
  ///
  /// - Throws: an `OptionMistake` that names the line of captions.tsv.
  func captions(in surroundings: Surroundings) throws -> CaptionFile {
    try folder().captions(in: surroundings)
  }

  /// The files of the author's folder.
  func pictureInputs(in surroundings: Surroundings) throws -> Inputs {
    try folder().inputs(in: surroundings)
  }

  /// The pictures with their captions, as squares.
  func pictures(side: Int, in context: RunContext) throws -> CaptionedPictures {
    let set = try folder().pictures(side: side, in: context)
    return CaptionedPictures(side: side, pixels: set.pixels, captions: set.captions)
  }
}
