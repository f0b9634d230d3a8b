import Autograd

/// Two convolutions that keep the image's size (the write-up's *ConvBlock*), behind one that halves or doubles it
/// (*DownBlock*, *UpBlock*) or none.
struct ConvolutionBlock: Module {
  private var layers: [NormalizedConvolution] = []

  /// Torch has the two in a block of their own if there is another one before them.
  init(_ inputs: Int, _ outputs: Int, _ resampling: Resampling = .none, at name: ModulePath) {
    let resamples = resampling != .none
    if resamples { layers.append(NormalizedConvolution(inputs, outputs, resampling, at: name / "0")) }
    let pair = resamples ? name / "1" : name
    layers.append(NormalizedConvolution(resamples ? outputs : inputs, outputs, at: pair / "0"))
    layers.append(NormalizedConvolution(outputs, outputs, at: pair / "1"))
  }

  /// [N, H, W, inputs] -> [N, H', W', outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A { layers.reduce(x) { $1($0) } }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try layers.accept(&visitor)
  }
}
