import Pipeline
import SharedDirectives

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
      throw OptionMistake(option, .pictureTooLarge(id: reference.id, side: self.side, largest: side))
    }
  }
}

extension InputFacts {
  /// What is known of a block's pictures.
  func pictures(of reference: BlockReference) -> ImageFacts? { of(reference.id) }
}
