import Checkpoints
import Networks

extension ModelFolder {
  /// The network with all its weights in memory, for a training to go on with; throws as `network()` does.
  public func networkToTrain() throws(ModelError) -> TextToImageUNet {
    let (configuration, weights) = (try networkConfiguration(), try networkWeights())
    do throws(CheckpointError) { return try TextToImageUNet(configuration, reading: weights) } catch {
      throw .checkpoint(error)
    }
  }

  /// The text encoder with all its weights in memory, for a training to go on with; throws as `textEncoder()` does.
  public func encoderToTrain() throws(ModelError) -> T5Encoder {
    let configuration = try textConfiguration()
    let weights = try weights(of: .textEncoder)
    do throws(CheckpointError) {
      try configuration.check(weights)
      return try T5Encoder(configuration, from: weights)
    } catch { throw .checkpoint(error) }
  }
}
