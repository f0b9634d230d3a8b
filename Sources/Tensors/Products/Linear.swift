/// An affine map of the last axis.
public enum Linear {
  /// x [N, A], weight [A, B], bias [B] -> x weight + bias, [N, B].
  ///
  /// - Parameter keepingKernel: as in `Convolution2D`.
  public static func value(
    _ x: Tensor, weight: Tensor, bias: Tensor, keepingKernel isKept: Bool = false
  ) -> Tensor {
    requireShapes("Linear", x.shape, weight.shape)
    precondition(
      bias.shape == [weight.shape[1]], "Linear: expected bias [\(weight.shape[1])], got \(bias.shape)")
    return Convolution2D()(asImage(x), weight: asKernel(weight), bias: bias, keepingKernel: isKept)
      .reshaped(to: [x.shape[0], bias.count])
  }

  /// gradient [N, B] -> the gradients for x, weight and bias.
  public static func pullback(
    _ gradient: Tensor, x: Tensor, weight: Tensor
  ) -> (x: Tensor, weight: Tensor, bias: Tensor) {
    requireShapes("Linear.pullback", x.shape, weight.shape)
    let (image, kernel, outer) = (asImage(x), asKernel(weight), asImage(gradient))
    let learned = Convolution2D().pullbackToWeight(outer, x: image, weightShape: kernel.shape)
    let input = Convolution2D().pullbackToInput(outer, shape: image.shape, weight: kernel)
    return (input.reshaped(to: x.shape), learned.reshaped(to: weight.shape), ChannelSums.of(gradient))
  }

  private static func asImage(_ x: Tensor) -> Tensor { x.reshaped(to: [x.shape[0], 1, 1, x.shape[1]]) }

  private static func asKernel(_ weight: Tensor) -> Tensor { weight.reshaped(to: [1, 1] + weight.shape) }

  private static func requireShapes(_ operation: String, _ x: [Int], _ weight: [Int]) {
    precondition(
      x.count == 2 && weight.count == 2 && x[1] == weight[0],
      "\(operation): expected x [N, A] and weight [A, B], got \(x) and \(weight)")
  }
}
