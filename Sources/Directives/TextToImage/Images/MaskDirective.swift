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
  var image = BlockReference(id: "image")
  var box: [Int]?
  var polygon: [[Double]]?
  var ellipse: [Double]?
  var file: String?
  var unit = Unit.pixels

  /// What lengths are given in.
  enum Unit: String, SchemaChoice {
    /// Of the resized image.
    case pixels
    /// Of the image's width, so that a mask fits models of any size.
    case percent
  }

  static let name = "mask"
  static let summary = "the part of an image that is to be made anew"
  static let isRandom = false
  static let showpiece = Showpiece.last
  static let example = """
    ```{mask} top
    image: campanile
    box: [24, 2, 18, 18]
    caption: The image, the mask, and what stays.
    alt: A tower; a white square on black; the tower without its top.
    ```

    One of 'box', 'polygon', 'ellipse' and 'file', in pixels of the resized image, or with 'unit: percent' in
    percent of its width, which fits models of any size.
    """

  static let measures: [Measure<MaskDirective, Int>] = [
    .value("pixels", "of the resized image that are made anew") { .count($0) }
  ]

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
    if shapes == ["file"], unit == .percent {
      let remedy = "leave 'unit' out, or give a box, polygon or ellipse"
      return [.meaningless("unit", because: "with an image file", remedy: remedy)]
    }
    return shapes.count == 1 ? [] : [OptionMistake(shapes.last ?? "image", .maskShapes(shapes))]
  }

  /// The options of the shapes that are given.
  private var shapes: [String] {
    let given = [
      ("box", box != nil), ("polygon", polygon != nil), ("ellipse", ellipse != nil), ("file", file != nil),
    ]
    return given.filter(\.1).map(\.0)
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let file = try file.map { try surroundings.file($0, option: "file") }
    return Inputs(blocks: [image.input("image", ImageDirective.name)], files: file.map { [$0] } ?? [])
  }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let side = facts.pictures(of: image)?.side
    if let side { examination.facts = ImageFacts(side: side) }
    guard let shape = shapes.first else { return examination }
    examination.check(shape) {
      let size = try file.map {
        try WrittenPath($0, in: surroundings).imageSize(option: "file", in: surroundings)
      }
      guard let side else { return }
      if let size, size != ImageSize(width: side, height: side) {
        throw mistake(.size(expected: [side, side], found: [size.width, size.height]), at: shape)
      }
      _ = try mask(side: side, in: surroundings)
    }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Int> {
    let image = try context.image(image)
    let mask = try mask(side: image.shape[1], in: context.surroundings)
    try AtomicFile.write(mask.shownMask.pngData(), to: context.output.appending(path: PictureFile.mask))
    let pictures = try [image.shown, mask.shownMask, image.blackened(by: mask).shown]
    let row = PanelGrid.Row(cells: pictures.map { PanelGrid.Cell($0) })
    return BlockOutput(
      .panels(PanelGrid(columnLabels: ["image", "mask", "what stays"], rows: [row])),
      findings: Int(mask.scalars.reduce(0, +)))
  }

  /// The mask for a square image, [side, side].
  ///
  /// - Throws: an `OptionMistake` at the shape's option.
  private func mask(side: Int, in surroundings: Surroundings) throws -> Tensor {
    var region = try region(in: surroundings)
    if unit == .percent { region = region.scaled(by: Double(side) / 100) }
    do throws(MaskError) { return try region.tensor(height: side, width: side) } catch {
      throw mistake(error, at: shapes[0])
    }
  }

  private func mistake(_ error: MaskError, at option: String) -> OptionMistake {
    if file != nil, case .empty = error { return OptionMistake(option, .blackMask) }
    return OptionMistake(option, .mask(error, isInPercent: unit == .percent))
  }

  private func region(in surroundings: Surroundings) throws -> RegionMask {
    if let box { return .box(x: box[0], y: box[1], width: box[2], height: box[3]) }
    if let polygon { return .polygon(polygon.map { RegionMask.Point(x: $0[0], y: $0[1]) }) }
    if let ellipse {
      return .ellipse(
        center: RegionMask.Point(x: ellipse[0], y: ellipse[1]),
        radii: RegionMask.Point(x: ellipse[2], y: ellipse[3]))
    }
    return .image(try WrittenPath(file ?? "", in: surroundings).image(option: "file"))
  }
}
