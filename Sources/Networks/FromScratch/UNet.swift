import Autograd
import Tensors

/// The UNet for 28 x 28 images of one channel: unconditional, or told the time of a flow and a class.
public struct UNet: Module {
  /// What it was built from.
  public let configuration: UNetConfiguration
  private let flatten = AveragePooling(size: 7)
  private var encoder0: ConvolutionBlock
  private var encoder1: ConvolutionBlock
  private var encoder2: ConvolutionBlock
  private var unflatten: NormalizedConvolution
  private var decoder1: ConvolutionBlock
  private var decoder0: ConvolutionBlock
  private var output: ConvolutionBlock
  private var final: ConvolutionLayer
  private var modulators: Modulators

  /// Draws torch's default initialisation, module by module in the order of the properties.
  public init(_ configuration: UNetConfiguration, _ generator: inout TorchGenerator) {
    self.init(shapesOf: configuration)
    draw(&generator)
  }

  /// A network whose weights have no values. The names are those of the PyTorch twin in Tests/Reference.
  init(shapesOf configuration: UNetConfiguration) {
    self.configuration = configuration
    let (name, width, middle) = (ModulePath.root, configuration.width, configuration.middleChannels)
    encoder0 = ConvolutionBlock(1, width, at: name / "e0")
    encoder1 = ConvolutionBlock(width, width, .halving, at: name / "e1")
    encoder2 = ConvolutionBlock(width, 2 * width, .halving, at: name / "e2")
    unflatten = NormalizedConvolution(unflattening: 2 * width, at: name / "unflat")
    decoder1 = ConvolutionBlock(4 * width, middle, .doubling, at: name / "d1")
    decoder0 = ConvolutionBlock(middle + width, width, .doubling, at: name / "d0")
    output = ConvolutionBlock(2 * width, width, at: name / "out" / "0")
    final = ConvolutionLayer(width, 1, at: name / "out" / "1")
    modulators = Modulators(configuration.conditioning, channels: [2 * width, middle], at: name)
  }

  /// [N, 28, 28, 1] -> [N, 28, 28, 1]; a `Variable` trains, a `Tensor` evaluates.
  ///
  /// condition is what the configuration's `conditioning` asks for, and nil for an unconditional network.
  public func callAsFunction<A: Activation>(_ x: A, _ condition: Condition<A>? = nil) -> A {
    precondition(x.shape.dropFirst() == [28, 28, 1], "UNet: expected [N, 28, 28, 1], got \(x.shape)")
    requireMatch(condition)
    let level0 = encoder0(x)  // [N, 28, 28, D]
    let level1 = encoder1(level0)  // [N, 14, 14, D]
    let level2 = encoder2(level1)  // [N, 7, 7, 2D]
    var h = unflatten(level2.pooled(flatten).gelu())  // [N, 7, 7, 2D]
    h = modulators(h, place: 0, condition)
    h = decoder1(h.concatenated(with: level2))  // [N, 14, 14, 2D or D]
    h = modulators(h, place: 1, condition)
    h = decoder0(h.concatenated(with: level1))  // [N, 28, 28, D]
    return final(output(h.concatenated(with: level0)))
  }

  /// In the order of construction; throws what the visitor does.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try encoder0.accept(&visitor)
    try encoder1.accept(&visitor)
    try encoder2.accept(&visitor)
    try unflatten.accept(&visitor)
    try decoder1.accept(&visitor)
    try decoder0.accept(&visitor)
    try output.accept(&visitor)
    try final.accept(&visitor)
    try modulators.accept(&visitor)
  }

  private func requireMatch<A: Activation>(_ condition: Condition<A>?) {
    let given: UNetConfiguration.Conditioning = condition.map { $0.label == nil ? .time : .classes } ?? .none
    precondition(
      given == configuration.conditioning,
      "UNet: expected the condition '\(configuration.conditioning.rawValue)', got '\(given.rawValue)'")
  }
}
