import Chapters
import Datasets
import Figures
import Files
import Foundation
import Pipeline
import SharedDirectives
import Tensors

/// `{image}`: a photo or drawing, cropped and resized to the square that a model takes.
struct ImageDirective: Directive {
  struct Options {
    var file = ""
    var crop: [Int]?
    var size = Given(default: 64)
    var model: BlockReference?
  }

  /// What the block leaves for others.
  static let fileName = "image.png"
  static let name = "image"
  static let summary = "an image file, cropped and resized to a model's size"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = false
  static let defaults = Options()
  static let example = """
    ```{image} campanile
    file: campanile.jpg
    crop: [120, 40, 600, 600]
    model: deep-floyd
    caption: The image of this chapter.
    alt: A bell tower over trees.
    ```

    The shorter side is resized, with antialiasing, and the square in the middle is kept. Values: width, height (of \
    the file).
    """

  static var schema: Schema<Options> {
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

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    guard options.model != nil, options.size.isWritten else { return [] }
    let reason = "beside 'model', whose size the result gets"
    return [("size", .meaningless(key: "size", because: reason, remedy: "remove one of the two"))]
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) throws -> Inputs {
    Inputs(
      blocks: options.model.map { [$0.modelInput("model")] } ?? [],
      files: [try surroundings.file(options.file, option: "file")])
  }

  static func examine(_ options: Options, in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let url = surroundings.url(options.file)
    let size = examination.check("file") { try Self.size(of: url, option: "file", named: options.file) }
    let model = options.model.map { ImageModelFacts($0, in: facts)?.side }
    let side = model ?? options.size.value
    if let size { examination.check("crop") { try require(size, toFit: side, options) } }
    if let side { examination.facts = ImageFacts(side: side) }
    return examination
  }

  static func exports(_ options: Options) -> Exports { Exports(values: ["width", "height"]) }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let side = context.facts.of(options.model?.id ?? "", as: ImageModelFacts.self)?.side ?? options.size.value
    let whole = try decoded(context.surroundings.url(options.file), option: "file", named: options.file)
    let square: RGBImage
    do throws(ImageError) {
      let part = try options.crop.map { crop throws(ImageError) in
        try whole.cropped(x: crop[0], y: crop[1], width: crop[2], height: crop[3])
      }
      square = try (part ?? whole).fitted(to: side)
    } catch { throw mistake(error, options) }
    let picture = try Picture(
      width: square.width, height: square.height, channels: 3, pixels: square.pixels)
    try AtomicFile.write(picture.pngData(), to: context.output.appending(path: fileName))
    return BlockOutput(
      figure: .panels(PanelGrid(rows: [PanelGrid.Row(cells: [PanelGrid.Cell(picture)])])),
      values: [NamedValue("width", count: whole.width), NamedValue("height", count: whole.height)])
  }

  /// Requires the part that is kept to lie in an image and, where the side of the result is known, to become a square.
  private static func require(_ size: ImageSize, toFit side: Int?, _ options: Options) throws {
    do throws(ImageError) {
      var part = size
      if let crop = options.crop {
        try size.requireCrop(x: crop[0], y: crop[1], width: crop[2], height: crop[3])
        part = ImageSize(width: crop[2], height: crop[3])
      }
      if let side { _ = try part.fitted(to: side) }
    } catch { throw mistake(error, options) }
  }

  private static func mistake(_ error: ImageError, _ options: Options) -> OptionMistake {
    options.crop == nil
      ? OptionMistake("file", .invalid("\(error)", remedy: "give 'crop' a part that is nearer to a square"))
      : OptionMistake("crop", .invalid("\(error)", remedy: "crop another part"))
  }

  /// Reads an image file that an author names.
  ///
  /// - Throws: `OptionMistake` at the option for what is no image or too large.
  static func decoded(_ url: URL, option: String, named name: String) throws -> RGBImage {
    do throws(ImageError) { return try RGBImage(contentsOf: url) } catch {
      throw mistake(error, url, option: option, named: name)
    }
  }

  /// The size of an image file that an author names, by its header.
  ///
  /// - Throws: as `decoded`.
  static func size(of url: URL, option: String, named name: String) throws -> ImageSize {
    do throws(ImageError) { return try ImageSize(contentsOf: url) } catch {
      throw mistake(error, url, option: option, named: name)
    }
  }

  private static func mistake(
    _ error: ImageError, _ url: URL, option: String, named name: String
  ) -> OptionMistake {
    let text = error.description.replacing(url.path, with: name)
    return OptionMistake(option, .invalid(text, remedy: "name a PNG or JPEG file of moderate size"))
  }
}
