import Autograd
import Tensors

/// The UNet for 28 x 28 images of one channel: unconditional, or told the time of a flow and a class.
public struct UNet: Module {
  /// What it was built from.
  public let configuration: UNetConfiguration
  private let flatten = AveragePooling(size: 7)
  private var encoder0: ConvBlock
  private var encoder1: DownBlock
  private var encoder2: DownBlock
  private var unflatten: UpConv
  private var decoder1: UpBlock
  private var decoder0: UpBlock
  private var output: ConvBlock
  private var final: Kernel
  private var modulators: (bottleneck: Modulator, decoder: Modulator)?

  /// Draws torch's default initialisation, module by module in the order of the properties.
  public init(_ configuration: UNetConfiguration, _ generator: inout TorchGenerator) {
    self.configuration = configuration
    let (width, middle) = (configuration.width, configuration.middleChannels)
    encoder0 = ConvBlock(1, width, &generator)
    encoder1 = DownBlock(width, width, &generator)
    encoder2 = DownBlock(width, 2 * width, &generator)
    unflatten = .unflatten(2 * width, &generator)
    decoder1 = UpBlock(4 * width, middle, &generator)
    decoder0 = UpBlock(middle + width, width, &generator)
    output = ConvBlock(2 * width, width, &generator)
    final = Kernel(torchShape: [1, width, 3, 3], bias: 1, &generator)
    modulators = Modulator.pair(configuration, &generator)
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
    if let modulators, let condition { h = modulators.bottleneck(h, condition) }
    h = decoder1(h.concatenated(with: level2))  // [N, 14, 14, 2D or D]
    if let modulators, let condition { h = modulators.decoder(h, condition) }
    h = decoder0(h.concatenated(with: level1))  // [N, 28, 28, D]
    h = output(h.concatenated(with: level0))  // [N, 28, 28, D]
    return h.convolved(Convolution2D(padding: 1), weight: final.weight, bias: final.bias)
  }

  /// In the order of construction, with the names of the PyTorch twin in Tests/Reference.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try encoder0.accept(&visitor, at: name / "e0")
    try encoder1.accept(&visitor, at: name / "e1")
    try encoder2.accept(&visitor, at: name / "e2")
    try unflatten.accept(&visitor, at: name / "unflat")
    try decoder1.accept(&visitor, at: name / "d1")
    try decoder0.accept(&visitor, at: name / "d0")
    try output.accept(&visitor, at: name / "out" / "0")
    try final.accept(&visitor, at: name / "out" / "1")
    try modulators?.bottleneck.acceptTime(&visitor, at: name / "t1")
    try modulators?.decoder.acceptTime(&visitor, at: name / "t2")
    try modulators?.bottleneck.acceptLabel(&visitor, at: name / "c1")
    try modulators?.decoder.acceptLabel(&visitor, at: name / "c2")
  }

  private func requireMatch<A: Activation>(_ condition: Condition<A>?) {
    let given: UNetConfiguration.Conditioning = condition.map { $0.label == nil ? .time : .classes } ?? .none
    precondition(
      given == configuration.conditioning,
      "UNet: expected the condition '\(configuration.conditioning.rawValue)', got '\(given.rawValue)'")
  }
}
