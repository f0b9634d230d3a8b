import Tensors
import Testing

/// What both kinds of convolution can do, in one spelling.
protocol ConvolutionOperation {
  init(stride: Int, padding: Int)
  /// The shape of a square kernel.
  static func kernelShape(side: Int, inputs: Int, outputs: Int) -> [Int]
  func callAsFunction(
    _ x: Tensor, weight: Tensor, bias: Tensor, normalizedBy normalization: NormalizationWithGELU?,
    keepingKernel isKept: Bool
  ) -> Tensor
  func pullbackToInput(_ gradient: Tensor, shape: [Int], weight: Tensor) -> Tensor
  func pullbackToParameters(_ gradient: Tensor, x: Tensor, weightShape: [Int]) -> (
    weight: Tensor, bias: Tensor
  )
}

extension ConvolutionOperation {
  func callAsFunction(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
    self(x, weight: weight, bias: bias, normalizedBy: nil, keepingKernel: false)
  }

  func callAsFunction(
    _ x: Tensor, weight: Tensor, bias: Tensor, normalizedBy normalization: NormalizationWithGELU?
  ) -> Tensor {
    self(x, weight: weight, bias: bias, normalizedBy: normalization, keepingKernel: true)
  }
}

extension Convolution2D: ConvolutionOperation {
  static func kernelShape(side: Int, inputs: Int, outputs: Int) -> [Int] { [side, side, inputs, outputs] }
}

extension TransposedConvolution2D: ConvolutionOperation {
  static func kernelShape(side: Int, inputs: Int, outputs: Int) -> [Int] { [side, side, outputs, inputs] }
}

/// The sizes of a convolution: of its input [N, H, W, C], its square kernel and its outputs.
struct ConvolutionCase: CustomTestStringConvertible {
  let x: [Int], kernel: Int, outputs: Int, stride: Int, padding: Int
  var testDescription: String {
    "\(x), \(kernel)x\(kernel) -> \(outputs), stride \(stride), padding \(padding)"
  }

  init(_ x: [Int], kernel: Int, outputs: Int, stride: Int = 1, padding: Int = 1) {
    (self.x, self.kernel, self.outputs, self.stride, self.padding) = (x, kernel, outputs, stride, padding)
  }

  func operation<Operation: ConvolutionOperation>(_: Operation.Type) -> Operation {
    Operation(stride: stride, padding: padding)
  }

  /// The operation with drawn inputs.
  func drawn<Operation: ConvolutionOperation>(_ type: Operation.Type, _ generator: inout TorchGenerator) -> (
    op: Operation, x: Tensor, weight: Tensor, bias: Tensor
  ) {
    let (x, weight) = (generator.normal(self.x), generator.normal(kernelShape(type)))
    return (operation(type), x, weight, generator.normal([outputs]))
  }

  func kernelShape<Operation: ConvolutionOperation>(_: Operation.Type) -> [Int] {
    Operation.kernelShape(side: kernel, inputs: x[3], outputs: outputs)
  }
}
