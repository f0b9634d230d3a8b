/// Some of the channels of an array.
public enum ChannelSlice {
  /// x [..., C] -> the channels of `range`, [..., range.count].
  public static func value(_ x: Tensor, _ range: Range<Int>) -> Tensor {
    let channels = x.shape.last ?? 0
    precondition(
      0 <= range.lowerBound && range.upperBound <= channels && !range.isEmpty,
      "ChannelSlice: expected channels within 0..<\(channels), got \(range)")
    var result = Tensor(uninitialized: x.shape.dropLast() + [range.count])
    let (source, destination) = (x.floats, result.mutableFloats)
    for row in 0..<x.count / channels {
      copyFloats(
        range.count, from: source + row * channels + range.lowerBound, to: destination + row * range.count)
    }
    return result
  }

  /// gradient [..., range.count] -> the gradient for x [..., C], zero outside of the range.
  public static func pullback(_ gradient: Tensor, _ range: Range<Int>, channels: Int) -> Tensor {
    var result = Tensor(repeating: 0, shape: gradient.shape.dropLast() + [channels])
    let (source, destination) = (gradient.floats, result.mutableFloats)
    for row in 0..<gradient.count / range.count {
      (destination + row * channels + range.lowerBound)
        .update(from: source + row * range.count, count: range.count)
    }
    return result
  }
}
