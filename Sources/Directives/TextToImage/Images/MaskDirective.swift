import Chapters
import Datasets
import Figures
import Files
import Foundation
import Pipeline
import SharedDirectives
import Tensors

/// `{mask}`: the part of an image that is to be made anew, by a box, a polygon, an ellipse or an image.
struct MaskDirective: Directive {
  /// What lengths are given in.
  enum Unit: String, SchemaChoice {
    /// Of the resized image.
    case pixels
    /// Of the image's width, so that a mask fits models of any size.
    case percent
  }

  var image = BlockReference(id: "image")
  var box: [Int]?
  var polygon: [[Double]]?
  var ellipse: [Double]?
  var file: String?
  var unit = Unit.pixels

  /// What the block leaves for others.
  static let fileName = "mask.png"
  static let name = "mask"
  static let summary = "the part of an image that is to be made anew"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = false
  static let example = """
    ```{mask} top
    image: campanile
    box: [24, 2, 18, 18]
    caption: The image, the mask, and what stays.
    alt: A tower; a white square on black; the tower without its top.
    ```

    One of 'box', 'polygon', 'ellipse' and 'file', in pixels of the resized image, or with 'unit: percent' in
    percent of its width, which fits models of any size. Values: pixels.
    """

  static var schema: Schema<Self> {
    Schema([
      .required("image", \.image, "the {image}"),
      .option(
        "box", \.box, "left, top, width and height",
        Bound("four whole numbers: left, top, width, height") { $0.map { $0.count == 4 } ?? true }),
      .option(
        "polygon", \.polygon, "the corners, [x, y] each",
        Bound("a list of at least three corners [x, y]") {
          $0.map { $0.count >= 3 && $0.allSatisfy { $0.count == 2 } } ?? true
        }),
      .option(
        "ellipse", \.ellipse, "the centre's x and y and the two radii",
        Bound("four numbers: x, y and two radii") { $0.map { $0.count == 4 } ?? true }),
      .option("file", \.file, "an image of the same size, white where something new is made"),
      .option(
        "unit", \.unit, "what lengths are given in: pixels of the resized image, or percent of its width"),
    ])
  }

  var contradictions: [OptionMistake] {
    let given = shapes()
    if given == ["file"], self.unit == .percent {
      let remedy = "leave 'unit' out, or give a box, polygon or ellipse"
      return [.meaningless("unit", because: "with an image file", remedy: remedy)]
    }
    guard given.count != 1 else { return [] }
    let found = given.isEmpty ? "none" : given.joined(separator: " and ")
    return [
      (
        given.last ?? "image",
        .invalid("a mask has one shape, found \(found)", remedy: "give one of box, polygon, ellipse and file")
      )
    ]
  }

  private func shapes() -> [String] {
    [
      self.box.map { _ in "box" }, polygon.map { _ in "polygon" },
      self.ellipse.map { _ in "ellipse" }, self.file.map { _ in "file" },
    ].compactMap { $0 }
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let file = try self.file.map { try surroundings.file($0, option: "file") }
    return Inputs(blocks: [self.image.input("image", ImageDirective.name)], files: file.map { [$0] } ?? [])
  }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let side = facts.of(self.image.id, as: ImageFacts.self)?.side else { return examination }
    examination.facts = ImageFacts(side: side)
    guard let option = shapes().first else { return examination }
    examination.check(option) {
      guard let file = self.file else { return _ = try mask(side: side, in: surroundings) }
      let size = try ImageDirective.size(of: surroundings.url(file), option: "file", named: file)
      guard size != ImageSize(width: side, height: side) else { return }
      throw mistake(.size(expected: [side, side], found: [size.width, size.height]), option, self.unit)
    }
    return examination
  }

  var exports: Exports { Exports(values: ["pixels"]) }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let image = try context.image(self.image)
    let mask = try mask(side: image.shape[1], in: context.surroundings)
    try AtomicFile.write(mask.shownMask.pngData(), to: context.output.appending(path: fileName))
    let cells = [
      PanelGrid.Cell(try image.shown), PanelGrid.Cell(try mask.shownMask),
      PanelGrid.Cell(try image.blackened(by: mask).shown),
    ]
    return BlockOutput(
      .panels(
        PanelGrid(columnLabels: ["image", "mask", "what stays"], rows: [PanelGrid.Row(cells: cells)])),
      values: [NamedValue("pixels", count: Int(mask.scalars.reduce(0, +)))])
  }

  /// The mask for a square image, [side, side].
  private func mask(side: Int, in surroundings: Surroundings) throws -> Tensor {
    var region = try region(in: surroundings)
    if self.unit == .percent { region = region.scaled(by: Double(side) / 100) }
    do throws(MaskError) { return try region.tensor(height: side, width: side) } catch {
      throw mistake(error, shapes()[0], self.unit)
    }
  }

  private static func mistake(_ error: MaskError, _ option: String, _ unit: Unit) -> OptionMistake {
    let text = "\(error)".replacing("mask: ", with: "", maxReplacements: 1)
    let remedy =
      switch (error, unit) {
      case (.size, _): "or give a shape in percent, which fits any size"
      case (_, .pixels): "lengths are in pixels of the resized image; 'unit: percent' fits any size"
      case (_, .percent): "lengths are in percent of the image's width"
      }
    return OptionMistake(option, .invalid(text, remedy: remedy))
  }

  private func region(in surroundings: Surroundings) throws -> RegionMask {
    if let box = self.box { return .box(x: box[0], y: box[1], width: box[2], height: box[3]) }
    if let corners = polygon { return .polygon(corners.map { RegionMask.Point(x: $0[0], y: $0[1]) }) }
    if let ellipse = self.ellipse {
      return .ellipse(
        center: RegionMask.Point(x: ellipse[0], y: ellipse[1]),
        radii: RegionMask.Point(x: ellipse[2], y: ellipse[3]))
    }
    let file = self.file ?? ""
    return .image(
      try ImageDirective.decoded(surroundings.url(file), option: "file", named: file))
  }
}
