import Autograd
import Tensors

/// What a conditional network is told beside the image, one row for each image.
public struct Condition<A: Activation> {
  /// [N, 1] in 0...1
  public var time: A
  /// [N, 10], one-hot or all zeros for an image without a class; nil for a network that knows no classes.
  public var label: A?

  /// time [N, 1], label [N, 10] or nil.
  public init(time: A, label: A? = nil) {
    self.time = time
    self.label = label
  }
}

/// Where the condition enters the UNet: as a factor of each channel, and beside a class as an offset.
struct Modulator: Module {
  private var time: FCBlock
  private var label: FCBlock?

  private init(time: FCBlock, label: FCBlock?) {
    self.time = time
    self.label = label
  }

  /// The two modulators of a network, for the unflattened bottleneck and for the first decoder's output.
  ///
  /// Torch's order: both blocks for the time are drawn before those for the class.
  static func pair(_ configuration: UNetConfiguration, _ generator: inout TorchGenerator) -> (
    Modulator, Modulator
  )? {
    guard configuration.conditioning != .none else { return nil }
    let channels = (2 * configuration.width, configuration.middleChannels)
    let time = (FCBlock(1, channels.0, &generator), FCBlock(1, channels.1, &generator))
    guard configuration.conditioning == .classes else {
      return (Modulator(time: time.0, label: nil), Modulator(time: time.1, label: nil))
    }
    let classes = UNetConfiguration.classCount
    let label = (FCBlock(classes, channels.0, &generator), FCBlock(classes, channels.1, &generator))
    return (Modulator(time: time.0, label: label.0), Modulator(time: time.1, label: label.1))
  }

  /// x t for the time alone, x c + t with a class; x [N, H, W, C] -> the same shape.
  func callAsFunction<A: Activation>(_ x: A, _ condition: Condition<A>) -> A {
    let time = time(condition.time)
    guard let label, let classes = condition.label else { return x.modulated(scale: time, shift: nil) }
    return x.modulated(scale: label(classes), shift: time)
  }

  mutating func acceptTime<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try time.accept(&visitor, at: name)
  }

  mutating func acceptLabel<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try label?.accept(&visitor, at: name)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try acceptTime(&visitor, at: name / "time")
    try acceptLabel(&visitor, at: name / "label")
  }
}
