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
  var file = ""
  var crop: [Int]?
  var size = Given(default: 64)
  var model: BlockReference?

  /// What the block leaves for others.
  static let fileName = "image.png"
  static let name = "image"
  static let summary = "an image file, cropped and resized to a model's size"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = false
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
    guard self.model != nil, self.size.isWritten else { return [] }
    let reason = "beside 'model', whose size the result gets"
    return [.meaningless("size", because: reason, remedy: "remove one of the two")]
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    Inputs(
      blocks: self.model.map { [$0.modelInput("model")] } ?? [],
      files: [try surroundings.file(self.file, option: "file")])
  }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let url = surroundings.url(self.file)
    let size = examination.check("file") { try Self.size(of: url, option: "file", named: self.file) }
    let model = self.model.map { ImageModelFacts($0, in: facts)?.side }
    let side = model ?? self.size.value
    if let size { examination.check("crop") { try require(size, toFit: side) } }
    if let side { examination.facts = ImageFacts(side: side) }
    return examination
  }

  var exports: Exports { Exports(values: ["width", "height"]) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let side = context.facts.of(self.model?.id ?? "", as: ImageModelFacts.self)?.side ?? self.size.value
    let whole = try decoded(context.surroundings.url(self.file), option: "file", named: self.file)
    let square: RGBImage
    do throws(ImageError) {
      let part = try self.crop.map { crop throws(ImageError) in
        try whole.cropped(x: crop[0], y: crop[1], width: crop[2], height: crop[3])
      }
      square = try (part ?? whole).fitted(to: side)
    } catch { throw mistake(error) }
    let picture = try Picture(
      width: square.width, height: square.height, channels: 3, pixels: square.pixels)
    try AtomicFile.write(picture.pngData(), to: context.output.appending(path: fileName))
    return BlockOutput(
      .panels(PanelGrid(rows: [PanelGrid.Row(cells: [PanelGrid.Cell(picture)])])),
      values: [NamedValue("width", count: whole.width), NamedValue("height", count: whole.height)])
  }

  /// Requires the part that is kept to lie in an image and, where the side of the result is known, to become a square.
  private func require(_ size: ImageSize, toFit side: Int?) throws {
    do throws(ImageError) {
      var part = size
      if let crop = self.crop {
        try size.requireCrop(x: crop[0], y: crop[1], width: crop[2], height: crop[3])
        part = ImageSize(width: crop[2], height: crop[3])
      }
      if let side { _ = try part.fitted(to: side) }
    } catch { throw mistake(error) }
  }

  private func mistake(_ error: ImageError) -> OptionMistake {
    self.crop == nil
      ? OptionMistakeOptionMistake(
        "file", .invalid("\(error)", remedy: "give 'crop' a part that is nearer to a square"))
      : OptionMistakeOptionMistake("crop", .invalid("\(error)", remedy: "crop another part"))
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
