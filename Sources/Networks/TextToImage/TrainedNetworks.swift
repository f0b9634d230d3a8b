import Autograd
import Tensors
import Text

/// The networks of a text-to-image model that a training changes: the UNet, and the text encoder where that learns, too.
public struct TrainedNetworks: Module {
  /// What removes the noise.
  public var unet: TextToImageUNet
  /// What embeds the captions; nil where they were embedded before the training.
  public var encoder: T5Encoder?

  /// A UNet, alone or with an encoder whose width it takes.
  public init(unet: TextToImageUNet, encoder: T5Encoder? = nil) {
    precondition(
      encoder == nil || encoder?.configuration.width == unet.configuration.textWidth,
      "TrainedNetworks: expected an encoder of width \(unet.configuration.textWidth), got "
        + "\(encoder?.configuration.width ?? 0)")
    (self.unet, self.encoder) = (unet, encoder)
  }

  /// N captions' ids with their masks -> their embeddings [N, T, width], recorded; there must be an encoder.
  public func embeddings(_ tokens: [PromptTokenizer.Tokens]) -> Variable {
    guard let encoder, let length = tokens.first?.ids.count else {
      preconditionFailure("TrainedNetworks: expected an encoder and at least one caption")
    }
    let rows: Variable = encoder(tokens)
    return rows.reshaped(to: [tokens.count, length, encoder.configuration.width])
  }

  /// The UNet's weights, then the encoder's; throws what the visitor does.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try unet.accept(&visitor)
    try encoder?.accept(&visitor)
  }
}
