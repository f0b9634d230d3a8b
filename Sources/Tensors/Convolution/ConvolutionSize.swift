/// Every length that a two-dimensional convolution depends on: an image [images, height, width, inputs] and a
/// kernel [kernelHeight, kernelWidth, inputs, outputs] give [images, outputHeight, outputWidth, outputs].
struct ConvolutionSize: Hashable, Sendable {
  let images, height, width, inputs: Int
  let kernelHeight, kernelWidth, outputs: Int
  let stride, padding: Int

  /// Of a convolution of images of shape `image` with a kernel of shape `weight`.
  init(_ operation: String, image: [Int], weight: [Int], stride: Int, padding: Int) {
    precondition(
      image.count == 4 && weight.count == 4 && image[3] == weight[2],
      "\(operation): expected image [N, H, W, C] and kernel [height, width, C, K], got \(image) and \(weight)"
    )
    (images, height, width, inputs) = (image[0], image[1], image[2], image[3])
    (kernelHeight, kernelWidth, outputs) = (weight[0], weight[1], weight[3])
    (self.stride, self.padding) = (stride, padding)
    precondition(
      outputHeight > 0 && outputWidth > 0,
      "\(operation): expected images of at least the kernel's size, got \(image) and \(weight)")
  }

  var outputHeight: Int { (height + 2 * padding - kernelHeight) / stride + 1 }
  var outputWidth: Int { (width + 2 * padding - kernelWidth) / stride + 1 }
  /// Shape of the image side.
  var imageShape: [Int] { [images, height, width, inputs] }
  /// Shape of the output side.
  var outputShape: [Int] { [images, outputHeight, outputWidth, outputs] }
  /// Shape of the kernel.
  var weightShape: [Int] { [kernelHeight, kernelWidth, inputs, outputs] }
  /// The number of image values that one output value depends on.
  var patch: Int { kernelHeight * kernelWidth * inputs }
  /// Whether every output pixel depends on one image pixel, its own: then the image holds the patches.
  var isPointwise: Bool { (kernelHeight, kernelWidth, stride, padding) == (1, 1, 1, 0) }
}
