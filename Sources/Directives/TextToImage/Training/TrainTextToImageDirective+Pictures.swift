import Datasets
import Pipeline
import Training

extension TrainTextToImageDirective {
  /// The author's folder.
  static func folder(_ options: Options) -> CaptionedFolder {
    CaptionedFolder(option: "data", path: options.data, limit: options.limit)
  }

  /// The captions of the author's folder.
  ///
  /// - Throws: an `OptionMistake` that names the line of captions.tsv.
  static func captions(_ options: Options, in surroundings: Surroundings) throws -> CaptionFile {
    try folder(options).captions(in: surroundings)
  }

  /// The files of the author's folder.
  static func pictureInputs(_ options: Options, in surroundings: Surroundings) throws -> Inputs {
    try folder(options).inputs(in: surroundings)
  }

  /// The pictures with their captions, as squares.
  static func pictures(_ options: Options, side: Int, in context: RunContext) throws -> CaptionedPictures {
    let set = try folder(options).pictures(side: side, in: context)
    return CaptionedPictures(side: side, pixels: set.pixels, captions: set.captions)
  }
}
