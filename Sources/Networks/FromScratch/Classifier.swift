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
  private var first: NormalizedConvolution
  private var second: NormalizedConvolution
  private var third: NormalizedConvolution
  private var hidden: ConvolutionLayer
  private var norm: NormAndGELU
  private var output: ConvolutionLayer

  /// Draws torch's default initialisation, layer by layer.
  public init(_ generator: inout TorchGenerator) {
    self.init()
    draw(&generator)
  }

  /// A classifier whose weights have no values.
  init() {
    let (name, (narrow, middle, wide)) = (ModulePath.root, Self.channels)
    first = NormalizedConvolution(1, narrow, at: name / "c0")
    second = NormalizedConvolution(narrow, middle, at: name / "c1")
    third = NormalizedConvolution(middle, wide, at: name / "c2")
    // Maps of a whole image and of one pixel are what a LeNet calls fully connected.
    hidden = ConvolutionLayer(wide, Self.featureCount, side: 7, padding: 0, at: name / "hidden" / "0")
    norm = NormAndGELU(Self.featureCount, at: name / "hidden" / "1")
    output = ConvolutionLayer(Self.featureCount, Self.classCount, side: 1, at: name / "out")
  }

  /// The last hidden layer: [N, 28, 28, 1] -> [N, 1, 1, 84].
  public func features<A: Activation>(of x: A) -> A {
    precondition(x.shape.dropFirst() == [28, 28, 1], "Classifier: expected [N, 28, 28, 1], got \(x.shape)")
    var h = first(x).pooled(pool)  // [N, 14, 14, 16]
    h = second(h).pooled(pool)  // [N, 7, 7, 32]
    h = third(h)  // [N, 7, 7, 64]
    return norm(hidden(h))
  }

  /// The logits of the classes from the features: [N, 1, 1, 84] -> [N, 1, 1, 10].
  public func logits<A: Activation>(fromFeatures features: A) -> A { output(features) }

  /// The logits of the classes: [N, 28, 28, 1] -> [N, 1, 1, 10]; a `Variable` trains, a `Tensor` evaluates.
  public func callAsFunction<A: Activation>(_ x: A) -> A { logits(fromFeatures: features(of: x)) }

  /// In the order of construction; throws what the visitor does.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try first.accept(&visitor)
    try second.accept(&visitor)
    try third.accept(&visitor)
    try hidden.accept(&visitor)
    try norm.accept(&visitor)
    try output.accept(&visitor)
  }
}
