import Tensors

/// A convolution of a batch of 64, forward and both gradients.
struct ConvolutionCase: BenchmarkCase {
  let side, inputs, outputs: Int
  var stride = 1
  var images = 64
  var runs = 9

  var name: String {
    "convolution \(side)x\(side) \(inputs)->\(outputs)" + (stride == 1 ? "" : " stride \(stride)")
  }

  static let all = [
    ConvolutionCase(side: 28, inputs: 64, outputs: 64),
    ConvolutionCase(side: 14, inputs: 128, outputs: 128),
    ConvolutionCase(side: 28, inputs: 128, outputs: 128),
    ConvolutionCase(side: 7, inputs: 128, outputs: 128),
    ConvolutionCase(side: 28, inputs: 1, outputs: 64),
    ConvolutionCase(side: 28, inputs: 64, outputs: 1),
    ConvolutionCase(side: 28, inputs: 64, outputs: 64, stride: 2),
    ConvolutionCase(side: 14, inputs: 128, outputs: 256, stride: 2),
  ]

  func run() -> BenchmarkResult {
    var generator = TorchGenerator(seed: 0)
    let x = generator.uniform([images, side, side, inputs])
    let weight = generator.uniform([3, 3, inputs, outputs])
    let bias = generator.uniform([outputs])
    let gradient = generator.uniform([images, side / stride, side / stride, outputs])
    let convolution = Convolution2D(stride: stride, padding: 1)
    let forward = Stopwatch.median(of: runs) { _ = convolution(x, weight: weight, bias: bias) }
    let input = Stopwatch.median(of: runs) {
      _ = convolution.pullbackToInput(gradient, shape: x.shape, weight: weight)
    }
    let parameters = Stopwatch.median(of: runs) {
      _ = convolution.pullbackToParameters(gradient, x: x, weightShape: weight.shape)
    }
    let work = 2e-6 * Double(gradient.count * 9 * inputs)  // GFLOP times 1000
    return BenchmarkResult(
      name: name,
      values: [
        "forward ms": forward, "input gradient ms": input, "parameter gradients ms": parameters,
        "forward GFLOP/s": work / forward, "input gradient GFLOP/s": work / input,
        "parameter gradients GFLOP/s": work / parameters,
      ])
  }
}
