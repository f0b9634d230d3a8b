import Diffusion
import Pipeline

extension GaussianBlur {
  /// A blur that images of a side are large enough for.
  ///
  /// - Throws: an `OptionMistake` at the option of the kernel's side.
  init(size: Int, sigma: Double?, fitting side: Int, option: String = "blur") throws {
    self.init(size: size, sigma: sigma)
    guard side < smallestSide else { return }
    let expected = "at most \(2 * side - 1) for \(side) pixels"
    throw OptionMistake.outOfRange(option, expected: expected, found: String(size))
  }
}
