import Autograd
import Tensors

/// The layers of a judge of pictures.
struct JudgeNetwork: Module {
  private var convolutions: [ConvolutionLayer]
  private(set) var subject: LinearLayer
  private(set) var style: LinearLayer

  init(_ configuration: JudgeConfiguration) {
    let (name, widths) = (ModulePath.root, [3] + configuration.widths)
    convolutions = configuration.strides.enumerated().map { index, stride in
      ConvolutionLayer(
        widths[index], widths[index + 1], stride: stride, at: name / "convolutions" / "\(index)")
    }
    subject = LinearLayer(widths.last!, configuration.subjects.count, at: name / "subject")
    style = LinearLayer(widths.last!, configuration.styles.count, at: name / "style")
  }

  /// What every convolution makes of images: [N, S, S, 3] -> [N, s, s, width] each.
  func layers(of images: Tensor) -> [Tensor] {
    var x = images
    return convolutions.map { layer in
      x = layer(x).gelu()
      return x
    }
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try convolutions.accept(&visitor)
    try subject.accept(&visitor)
    try style.accept(&visitor)
  }
}
