import Networks
import SharedDirectives
import Tensors

/// A network with what is known of its training.
struct TrainedModel {
  let network: UNet
  let record: TrainingRecord
  /// The epoch after which the checkpoint was taken.
  let epoch: Int

  /// 'after epoch 5'.
  var label: String { epoch == 1 ? "after 1 epoch" : "after \(epoch) epochs" }

  /// Whether the network is told a class.
  var knowsClasses: Bool { record.configuration.network.conditioning == .classes }

  /// Evaluates images in batches, so that memory stays small; [N, 28, 28, 1] -> [N, 28, 28, 1].
  func callAsFunction(_ images: Tensor) -> Tensor {
    let size = 64
    var scalars: [Float] = []
    scalars.reserveCapacity(images.count)
    for start in stride(from: 0, to: images.shape[0], by: size) {
      scalars += network(images.rows(start..<min(start + size, images.shape[0]))).scalars
    }
    return Tensor(shape: images.shape, scalars: scalars)
  }
}
