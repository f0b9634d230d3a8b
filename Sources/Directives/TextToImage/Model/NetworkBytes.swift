import Models
import Synchronization

/// What a model's networks take of memory, looked up when somebody asks, since that takes a while.
final class NetworkBytes: Sendable {
  private let folder: ModelFolder
  private let found = Mutex<(weights: Int, encoder: Int)?>(nil)

  init(of folder: ModelFolder) { self.folder = folder }

  /// The bytes of the network's weights, and those of the text encoder while it works; 0 of what is not there.
  var value: (weights: Int, encoder: Int) {
    found.withLock { found in
      if let found { return found }
      let networks = (try? folder.networks()) ?? []
      let value = (
        weights: networks.first { $0.part == .unet }.map(ImageModelFacts.weightBytes) ?? 0,
        encoder: networks.first { $0.part == .textEncoder }?.memory ?? 0
      )
      found = value
      return value
    }
  }
}
