import Chapters
import Datasets
import Figures
import Files
import Foundation
import Pipeline
import SharedDirectives

/// `{image}`: a photo or drawing, cropped and resized to the square that a model takes.
struct ImageDirective: Directive {
  var file = ""
  var crop: [Int]?
  var size = Given(default: 64)
  var model: BlockReference?

  static let name = "image"
  static let summary = "an image file, cropped and resized to a model's size"
  static let version = 2
  static let isRandom = false
  static let showsGivenPicture = true
  static let example = """
    ```{image} campanile
    file: campanile.jpg
    crop: [120, 40, 600, 600]
    model: deep-floyd
    caption: The image of this chapter.
    alt: A bell tower over trees.
    ```

    The shorter side is resized, with antialiasing, and the square in the middle is kept.
    """

  static let measures: [Measure<ImageDirective, ImageSize>] = [
    .value("width", "of the file, in pixels") { .count($0.width) },
    .value("height", "of the file, in pixels") { .count($0.height) },
  ]

  static var schema: Schema<Self> {
    Schema([
      .required("file", \.file, "a PNG or JPEG file"),
      .option(
        "crop", \.crop, "the part that is kept: left, top, width and height in the file's pixels",
        Bound("four whole numbers: left, top, width, height") { $0.map { $0.count == 4 } ?? true }),
      .option(
        "size", \.size, "the side of the result in pixels; not beside 'model'", .given(.range(1...2048))),
      .option("model", \.model, "the {model} whose size the result gets, in place of 'size'"),
    ])
  }

  var contradictions: [OptionMistake] {
    guard model != nil, size.isWritten else { return [] }
    let reason = "beside 'model', whose size the result gets"
    return [.meaningless("size", because: reason, remedy: "remove one of the two")]
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    Inputs(
      blocks: model.map { [$0.modelInput("model")] } ?? [],
      files: [try surroundings.file(file, option: "file")])
  }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let whole = examination.check("file") {
      try path(in: surroundings).imageSize(option: "file", in: surroundings)
    }
    let side = model.map { ImageModelFacts($0, in: facts)?.side } ?? size.value
    if let whole { examination.check("crop") { try require(whole, toFit: side) } }
    if let side { examination.facts = ImageFacts(side: side) }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<ImageSize> {
    let side = model.flatMap { ImageModelFacts($0, in: context.facts)?.side } ?? size.value
    let whole = try path(in: context.surroundings).image(option: "file")
    let (square, fine): (RGBImage, RGBImage)
    do throws(ImageError) {
      let part = try crop.map { crop throws(ImageError) in
        try whole.cropped(x: crop[0], y: crop[1], width: crop[2], height: crop[3])
      }
      let kept = part ?? whole
      square = try kept.fitted(to: side)
      fine = try kept.fitted(to: max(side, min(kept.width, kept.height, Self.mostFine * side)))
    } catch { throw mistake(error) }
    let picture = try Self.picture(square)
    try AtomicFile.write(picture.pngData(), to: context.output.appending(path: PictureFile.image))
    let detailed = try Self.picture(fine).pngData()
    try AtomicFile.write(detailed, to: context.output.appending(path: PictureFile.fine))
    return BlockOutput(
      .panels(PanelGrid(rows: [PanelGrid.Row(cells: [PanelGrid.Cell(picture)])])),
      findings: ImageSize(width: whole.width, height: whole.height))
  }

  /// How many times as wide as the result its finer version is at the most: a second stage makes images up to four times
  /// as wide.
  private static let mostFine = 4

  private static func picture(_ image: RGBImage) throws -> Picture {
    try Picture(width: image.width, height: image.height, channels: 3, pixels: image.pixels)
  }

  private func path(in surroundings: Surroundings) -> WrittenPath { WrittenPath(file, in: surroundings) }

  /// Requires the part that is kept to lie in an image and, where the side of the result is known, to become a square.
  private func require(_ size: ImageSize, toFit side: Int?) throws {
    do throws(ImageError) {
      var part = size
      if let crop {
        try size.requireCrop(x: crop[0], y: crop[1], width: crop[2], height: crop[3])
        part = ImageSize(width: crop[2], height: crop[3])
      }
      if let side { _ = try part.fitted(to: side) }
    } catch { throw mistake(error) }
  }

  private func mistake(_ error: ImageError) -> OptionMistake {
    crop == nil ? OptionMistake("file", .uncroppedImage(error)) : OptionMistake("crop", .crop(error))
  }
}
