import Chapters
import Diffusion
import Pipeline

extension GaussianBlur {
  /// The complaint about a deviation of kernels that nobody asked for.
  static func idle(sigma isGiven: Bool, blur isBlurred: Bool, kernels: String) -> [OptionMistake] {
    guard isGiven, !isBlurred else { return [] }
    return [
      .meaningless("sigma", because: "without 'blur'", remedy: "remove it, or give \(kernels) as 'blur'")
    ]
  }

  fileprivate static func isSide(_ size: Int) -> Bool { 1...255 ~= size && size % 2 == 1 }
}

extension Bound where T == Int {
  /// A kernel's side.
  static var kernelSide: Bound { Bound("an odd number from 1 to 255", GaussianBlur.isSide) }
}

extension Bound where T == Int? {
  /// A kernel's side, if there is one.
  static var kernelSide: Bound {
    Bound("an odd number from 1 to 255") { $0.map(GaussianBlur.isSide) ?? true }
  }
}

extension Bound where T == [Int]? {
  /// The sides of kernels, if there are any.
  static var kernelSides: Bound {
    Bound("odd numbers from 1 to 255") { ($0 ?? []).allSatisfy(GaussianBlur.isSide) }
  }
}

extension Bound where T == [Double]? {
  /// The deviations of kernels in pixels, if there are any.
  static var kernelSigmas: Bound {
    Bound("numbers from 0.01 to 100") { ($0 ?? []).allSatisfy { 0.01...100 ~= $0 } }
  }
}
