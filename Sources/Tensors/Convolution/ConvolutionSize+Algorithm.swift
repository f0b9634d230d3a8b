extension ConvolutionSize {
  /// The method for this size; a function of the size alone, so that results do not depend on anything else. A process
  /// that was told to take a library's products takes them for all sizes.
  var algorithm: any ConvolutionAlgorithm {
    if let product = ForeignProduct.chosen { return ForeignConvolution(product: product) }
    if isWinograd { return WinogradConvolution() }
    if isWinogradStride2 { return WinogradStride2() }
    if isNarrowing { return AdjointConvolution() }
    return ColumnConvolution()
  }

  /// Whether it is a 3x3 convolution that keeps the image's size, but for large kernels on small images, whose
  /// transform would cost more than it saves.
  private var isWinograd: Bool {
    let tiles = (height + 3) / 4 * ((width + 3) / 4)
    return (kernelHeight, kernelWidth, stride, padding) == (3, 3, 1, 1) && min(inputs, outputs) > 1
      && (tiles > 16 || inputs * outputs <= 1 << 17)
  }

  /// Whether it keeps the image's size and has fewer outputs than inputs.
  private var isNarrowing: Bool {
    outputs < inputs && stride == 1 && kernelHeight == kernelWidth && kernelWidth == 2 * padding + 1
      && padding > 0
  }

  /// Whether it is a 4x4 convolution that halves an image of even size.
  private var isWinogradStride2: Bool {
    (kernelHeight, kernelWidth, stride, padding) == (4, 4, 2, 1)
      && height == 2 * outputHeight && width == 2 * outputWidth
  }
}
