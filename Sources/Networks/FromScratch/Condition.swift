import Autograd
import Tensors

/// What a conditional network is told beside the image, one row for each image.
public struct Condition<A: Activation> {
  /// [N, 1] in 0...1
  public var time: A
  /// [N, 10], one-hot or all zeros for an image without a class; nil for a network that knows no classes.
  public var label: A?

  /// time [N, 1], label [N, 10] or nil.
  public init(time: A, label: A? = nil) { (self.time, self.label) = (time, label) }
}

/// Where the condition enters the UNet: as a factor of each channel, and beside a class as an offset.
struct Modulators: Module {
  private var times: [Perceptron] = []
  private var labels: [Perceptron] = []

  /// One for each place, of so many channels there; all for the time come before those for the class.
  init(_ conditioning: UNetConfiguration.Conditioning, channels: [Int], at name: ModulePath) {
    func perceptrons(_ inputs: Int, _ letter: String) -> [Perceptron] {
      channels.enumerated().map { place, channels in
        Perceptron(inputs, channels, parts: ("0", "2"), at: name / "\(letter)\(place + 1)")
      }
    }
    if conditioning != .none { times = perceptrons(1, "t") }
    if conditioning == .classes { labels = perceptrons(UNetConfiguration.classCount, "c") }
  }

  /// x t for the time alone, x c + t with a class, x without a condition; x [N, H, W, C] -> the same shape.
  func callAsFunction<A: Activation>(_ x: A, place: Int, _ condition: Condition<A>?) -> A {
    guard let condition else { return x }
    let time = times[place](condition.time)
    guard let classes = condition.label else { return x.modulated(scale: time, shift: nil) }
    return x.modulated(scale: labels[place](classes), shift: time)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try times.accept(&visitor)
    try labels.accept(&visitor)
  }
}
