import Chapters
import Datasets
import Figures
import Foundation
import Pipeline
import SharedDirectives
import Tensors

/// What a block that shows square pictures knows of them before it runs.
struct ImageFacts: Sendable {
  /// Width and height of every picture, in pixels.
  let side: Int
  /// How many pictures there are.
  var count = 1

  /// Requires pictures of these numbers to be there, and all to be of `side` pixels at the most.
  ///
  /// - Throws: `OptionMistake` at 'pictures' or at `option`, which names the block.
  func require(
    _ numbers: [Int]?, of reference: BlockReference, option: String, below side: Int
  ) throws {
    if let wrong = numbers?.first(where: { $0 > count }) {
      let expected = "numbers from 1 to \(count), as '\(reference.id)' has so many"
      throw OptionMistake.outOfRange("pictures", expected: expected, found: String(wrong))
    }
    guard self.side <= side else {
      let text = "a picture of '\(reference.id)' has \(self.side) x \(self.side) pixels"
      throw OptionMistake(
        option, .invalid(text, remedy: "the model enlarges squares of at most \(side) pixels"))
    }
  }
}

extension InputFacts {
  /// What is known of a block's pictures.
  func pictures(of reference: BlockReference) -> ImageFacts? { of(reference.id) }
}

extension Examination {
  /// A mask that was made for an image of another size.
  mutating func check(mask: BlockReference, for image: BlockReference, _ facts: InputFacts) {
    check("mask") {
      guard let side = facts.of(image.id, as: ImageFacts.self)?.side,
        let other = facts.of(mask.id, as: ImageFacts.self)?.side, other != side
      else { return }
      throw OptionMistake("mask", RunContext.mistake(.size(expected: [side, side], found: [other, other])))
    }
  }
}

extension RunContext {
  /// The image of an `{image}` block, [1, S, S, 3] in -1...1.
  func image(_ reference: BlockReference) throws -> Tensor {
    try picture(ImageDirective.fileName, of: reference).tensor
  }

  /// The mask of a `{mask}` block for an image of its size, [H, W]: 1 where something new is made.
  func mask(_ reference: BlockReference, for image: Tensor) throws -> Tensor {
    let picture = try picture(MaskDirective.fileName, of: reference)
    do throws(MaskError) {
      return try RegionMask.image(picture).tensor(height: image.shape[1], width: image.shape[2])
    } catch { throw OptionMistake("mask", Self.mistake(error)) }
  }

  fileprivate static func mistake(_ error: MaskError) -> Mistake {
    .invalid("\(error)", remedy: "make the mask for the image that is edited")
  }

  /// The pictures of a block by their numbers, each [1, S, S, 3] in -1...1; all of them without numbers.
  ///
  /// - Throws: as `ImageFacts.require`.
  func squares(of reference: BlockReference, _ numbers: [Int]?, option: String, below side: Int) throws
    -> [Tensor]
  {
    guard case .panels(_, let rows) = figure(of: reference.id) else {
      throw EnvironmentFault.failed("'\(reference.id)' shows no pictures", remedy: nil)
    }
    let cells = rows.flatMap(\.cells)
    let facts = ImageFacts(side: cells.map(\.width).max() ?? 0, count: cells.count)
    try facts.require(numbers, of: reference, option: option, below: side)
    return try (numbers?.map { cells[$0 - 1] } ?? cells).map { try picture($0.path, of: reference).tensor }
  }

  private func picture(_ file: String, of reference: BlockReference) throws -> RGBImage {
    let url = try self.file(file, of: reference.id)
    do throws(ImageError) { return try RGBImage(contentsOf: url) } catch {
      throw EnvironmentFault.unreadable(path: url.path, reason: "\(error)")
    }
  }
}

extension Tensor {
  /// Image 0 of [1, H, W, 3] in -1...1 as a picture.
  var shown: Picture {
    get throws { try Picture(self, image: 0, range: -1...1) }
  }

  /// A mask [H, W] as a picture.
  var shownMask: Picture {
    get throws { try Picture(reshaped(to: shape + [1])) }
  }

  /// An image [1, H, W, 3] with the masked part black.
  func blackened(by mask: Tensor) -> Tensor {
    let weights = mask.scalars
    return Tensor(
      shape: shape, scalars: scalars.enumerated().map { weights[$0.offset / shape[3]] == 1 ? -1 : $0.element }
    )
  }
}
