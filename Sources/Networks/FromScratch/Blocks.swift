import Autograd
import Tensors

/// Two convolutions that keep the image's size.
public struct ConvBlock: Module {
  private var first: Conv
  private var second: Conv

  /// Draws both convolutions.
  public init(_ inputs: Int, _ outputs: Int, _ generator: inout TorchGenerator) {
    first = Conv(inputs, outputs, &generator)
    second = Conv(outputs, outputs, &generator)
  }

  /// [N, H, W, inputs] -> [N, H, W, outputs]
  public func callAsFunction<A: Activation>(_ x: A) -> A { second(first(x)) }

  /// In the order of computation.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try first.accept(&visitor, at: name / "0")
    try second.accept(&visitor, at: name / "1")
  }
}

/// A convolution that halves the image, then two that keep its size.
public struct DownBlock: Module {
  private var down: Conv
  private var block: ConvBlock

  /// Draws the three convolutions.
  public init(_ inputs: Int, _ outputs: Int, _ generator: inout TorchGenerator) {
    down = Conv(inputs, outputs, stride: 2, &generator)
    block = ConvBlock(outputs, outputs, &generator)
  }

  /// [N, H, W, inputs] -> [N, H / 2, W / 2, outputs]
  public func callAsFunction<A: Activation>(_ x: A) -> A { block(down(x)) }

  /// In the order of computation.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try down.accept(&visitor, at: name / "0")
    try block.accept(&visitor, at: name / "1")
  }
}

/// A transposed convolution that doubles the image, then two convolutions that keep its size.
public struct UpBlock: Module {
  private var up: UpConv
  private var block: ConvBlock

  /// Draws the three convolutions.
  public init(_ inputs: Int, _ outputs: Int, _ generator: inout TorchGenerator) {
    up = UpConv(inputs, outputs, &generator)
    block = ConvBlock(outputs, outputs, &generator)
  }

  /// [N, H, W, inputs] -> [N, 2 H, 2 W, outputs]
  public func callAsFunction<A: Activation>(_ x: A) -> A { block(up(x)) }

  /// In the order of computation.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try up.accept(&visitor, at: name / "0")
    try block.accept(&visitor, at: name / "1")
  }
}
