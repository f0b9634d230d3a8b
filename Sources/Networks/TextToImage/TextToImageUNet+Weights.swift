import Autograd
import Checkpoints
import Tensors

extension TextToImageUNet {
  /// A network to train: weights drawn as torch's layers do.
  public init(_ configuration: TextToImageConfiguration, _ generator: inout TorchGenerator) {
    self.init(configuration)
    draw(&generator)
  }

  /// A network whose weights stay in their files until a layer needs them.
  ///
  /// Throws a `CheckpointError` when a tensor is missing or left over. The shapes must have been checked against
  /// `weightShapes(of:)`: a tensor of another shape stops the program when its layer first runs.
  ///
  /// - Parameters:
  ///   - path: the source's, for errors.
  ///   - residency: what becomes of a layer's weights once it has needed them.
  public init(
    _ configuration: TextToImageConfiguration, from source: some WeightSource, path: String,
    residency: WeightResidency = .single
  ) throws(CheckpointError) {
    self.init(configuration)
    let expected = Set(weights.map(\.name.description))
    let found = Set(source.names)
    if let name = expected.subtracting(found).min() {
      throw CheckpointError(file: path, .missing(name: name))
    }
    if let name = found.subtracting(expected).min() {
      throw CheckpointError(file: path, .unexpected(name: name))
    }
    leaveWeights(in: source, residency)
  }

  /// A network to go on training: all weights are read now.
  ///
  /// Throws a `CheckpointError` when a tensor is missing or misshapen; what the source has beside them is not looked at.
  public init(
    _ configuration: TextToImageConfiguration, reading source: some WeightSource
  ) throws(CheckpointError) {
    self = try TextToImageUNet(configuration).reading(source)
  }

  /// The names and shapes, torch's, of every tensor of a network with this configuration; nothing is allocated.
  public static func weightShapes(
    of configuration: TextToImageConfiguration
  ) -> [(name: String, shape: [Int])] {
    TextToImageUNet(configuration).weights.map { ($0.name.description, $0.torchShape) }
  }

  /// [N, H, W, C] in and out, evaluated; text [N, T, text width].
  public func callAsFunction(
    _ x: Tensor, timesteps: [Float], text: Tensor, noiseLevels: [Float]? = nil
  ) -> Tensor {
    self(x, timesteps: timesteps, context: context(of: text), noiseLevels: noiseLevels)
  }

  /// [N, H, W, C] in and out, evaluated, with a text that was looked at before.
  public func callAsFunction(
    _ x: Tensor, timesteps: [Float], context: TextContext<Tensor>, noiseLevels: [Float]? = nil
  ) -> Tensor {
    self(x, timesteps: timesteps, context: context, noiseLevels: noiseLevels) { $0 }
  }

  /// [N, H, W, C] in and out, recorded for training.
  public func callAsFunction(
    _ x: Variable, timesteps: [Float], text: Variable, noiseLevels: [Float]? = nil
  ) -> Variable {
    self(x, timesteps: timesteps, context: context(of: text), noiseLevels: noiseLevels) { Variable($0) }
  }
}
