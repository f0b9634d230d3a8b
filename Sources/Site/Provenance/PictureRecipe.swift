import Figures
import Foundation

/// What a figure's file says of itself: the block that made it, and under which key.
public struct PictureRecipe: Codable, Equatable, Sendable {
  private static let keyword = "report-recipe"

  /// The block's id.
  public let block: String
  /// The block as it stands in the chapter, fences included.
  public let source: String
  /// The profile.
  public let profile: String
  /// The picture's file in the block's result.
  public let picture: String
  /// The key of the result.
  public let key: String
  /// Of a sheet, which of the block's pictures are where in it.
  public let sheet: SpriteSheet?

  /// The recipe in a PNG file or an SVG drawing, and of a drawing what it was before; nil where there is none.
  public static func found(in data: Data) -> (recipe: PictureRecipe, drawing: String?)? {
    if let text = PNGText.text(of: keyword, in: data) { return PictureRecipe(text).map { ($0, nil) } }
    guard let svg = String(validating: data, as: UTF8.self),
      let (text, drawing) = SVGText.text(of: keyword, in: svg)
    else { return nil }
    return PictureRecipe(text).map { ($0, drawing) }
  }

  private init?(_ text: String) {
    guard let recipe = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
    self = recipe
  }

  init(
    block: String, source: String, profile: String, picture: String, key: String,
    sheet: SpriteSheet? = nil
  ) {
    (self.block, self.source, self.profile) = (block, source, profile)
    (self.picture, self.key, self.sheet) = (picture, key, sheet)
  }

  private var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// A picture's file with the recipe in it: the same pixels. What is no PNG file or SVG drawing stays as it is.
  func stamped(_ data: Data) -> Data {
    if picture.hasSuffix(".png") { return PNGText.adding(text, keyword: Self.keyword, to: data) ?? data }
    guard picture.hasSuffix(".svg"), let svg = String(validating: data, as: UTF8.self) else { return data }
    return SVGText.adding(text, keyword: Self.keyword, to: svg).map { Data($0.utf8) } ?? data
  }
}
