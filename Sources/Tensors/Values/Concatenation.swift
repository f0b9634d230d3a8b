/// Images joined along their channels.
public enum Concatenation {
  /// [N, H, W, A] and [N, H, W, B] -> [N, H, W, A + B], the channels of `a` first.
  public static func value(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(
      a.shape.dropLast() == b.shape.dropLast(),
      "Concatenation: expected images of one size, got \(a.shape) and \(b.shape)")
    let (left, right) = (a.shape.last!, b.shape.last!)
    var result = Tensor(uninitialized: a.shape.dropLast() + [left + right])
    let (destination, x, y) = (result.mutableFloats, a.floats, b.floats)
    Partition(a.count / left, grain: 256).concurrently { _, pixels in
      for pixel in pixels {
        let start = destination + pixel * (left + right)
        copyFloats(left, from: x + pixel * left, to: start)
        copyFloats(right, from: y + pixel * right, to: start + left)
      }
    }
    return result
  }

  /// gradient [N, H, W, A + B] -> the gradients for the first `channels` channels and for the others.
  public static func pullback(_ gradient: Tensor, channels left: Int) -> (Tensor, Tensor) {
    let right = gradient.shape.last! - left
    precondition(
      right > 0, "Concatenation.pullback: expected more than \(left) channels, got \(gradient.shape)")
    var a = Tensor(uninitialized: gradient.shape.dropLast() + [left])
    var b = Tensor(uninitialized: gradient.shape.dropLast() + [right])
    let (source, x, y) = (gradient.floats, a.mutableFloats, b.mutableFloats)
    Partition(a.count / left, grain: 256).concurrently { _, pixels in
      for pixel in pixels {
        let start = source + pixel * (left + right)
        copyFloats(left, from: start, to: x + pixel * left)
        copyFloats(right, from: start + left, to: y + pixel * right)
      }
    }
    return (a, b)
  }
}
