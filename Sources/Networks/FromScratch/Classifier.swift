import Autograd
import Tensors

/// A small convolutional classifier for 28 x 28 images of one channel, in the manner of LeNet (LeCun et al. 1998).
///
/// Its last hidden layer has LeNet's 84 numbers: the features in which sets of images are compared.
public struct Classifier: Module {
  /// How many classes it tells apart.
  public static let classCount = 10
  /// How many numbers describe an image.
  public static let featureCount = 84
  private static let channels = (16, 32, 64)

  private let pool = AveragePooling(size: 2)
  private var first: Conv
  private var second: Conv
  private var third: Conv
  private var hidden: Kernel
  private var norm: NormAndGELU
  private var output: Kernel

  /// Draws torch's default initialisation, layer by layer.
  public init(_ generator: inout TorchGenerator) {
    let (narrow, middle, wide) = Self.channels
    first = Conv(1, narrow, &generator)
    second = Conv(narrow, middle, &generator)
    third = Conv(middle, wide, &generator)
    // Maps of a whole image and of one pixel are what a LeNet calls fully connected.
    hidden = Kernel(torchShape: [Self.featureCount, wide, 7, 7], bias: Self.featureCount, &generator)
    norm = NormAndGELU(channels: Self.featureCount)
    output = Kernel(
      torchShape: [Self.classCount, Self.featureCount, 1, 1], bias: Self.classCount, &generator)
  }

  /// The last hidden layer: [N, 28, 28, 1] -> [N, 1, 1, 84].
  public func features<A: Activation>(of x: A) -> A {
    precondition(x.shape.dropFirst() == [28, 28, 1], "Classifier: expected [N, 28, 28, 1], got \(x.shape)")
    var h = first(x).pooled(pool)  // [N, 14, 14, 16]
    h = second(h).pooled(pool)  // [N, 7, 7, 32]
    h = third(h)  // [N, 7, 7, 64]
    return norm(h.convolved(Convolution2D(), weight: hidden.weight, bias: hidden.bias))
  }

  /// The logits of the classes from the features: [N, 1, 1, 84] -> [N, 1, 1, 10].
  public func logits<A: Activation>(fromFeatures features: A) -> A {
    features.convolved(Convolution2D(), weight: output.weight, bias: output.bias)
  }

  /// The logits of the classes: [N, 28, 28, 1] -> [N, 1, 1, 10]; a `Variable` trains, a `Tensor` evaluates.
  public func callAsFunction<A: Activation>(_ x: A) -> A { logits(fromFeatures: features(of: x)) }

  /// In the order of construction.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try first.accept(&visitor, at: name / "c0")
    try second.accept(&visitor, at: name / "c1")
    try third.accept(&visitor, at: name / "c2")
    try hidden.accept(&visitor, at: name / "hidden" / "0")
    try norm.accept(&visitor, at: name / "hidden" / "1")
    try output.accept(&visitor, at: name / "out")
  }
}
