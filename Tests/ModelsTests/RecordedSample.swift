import Diffusion
import Foundation
import Models
import Tensors
import TestSupport
import Testing

/// An image that a pipeline of diffusers made: what it was asked for, the sums of its states, and the last state
/// [1, 3, H, W].
struct RecordedSample: Decodable {
  let prompt: String
  let guidance: Double
  let steps: Int
  let seed: UInt64
  /// Of an enlargement.
  let noiseLevel: Int?
  let sums: [Double]?
  let final: [Double]

  /// The prompt's embedding and that of no prompt, [1, T, C] each.
  func texts(by folder: ModelFolder) throws -> (own: Tensor, empty: Tensor) {
    let both = try PromptEncoder(folder).embeddings(of: [prompt, ""])
    return (both.gathering([0]), both.gathering([1]))
  }

  /// Draws the image with a model and compares it, and every state that the record has a sum of, to 1e-3.
  ///
  /// - Parameter clamped: whether the record's image is cut to -1...1.
  func expectSame<Predictor: NoisePredictor>(
    from model: TextToImageModel, clamped: Bool = false,
    by predictor: (inout ImageStreams) throws -> Predictor
  ) throws {
    var streams = ImageStreams(TorchGenerator(seed: seed))
    let start = streams.normalImages([1, model.side, model.side, 3])
    let predictor = try predictor(&streams)
    let method = DDPM(
      model.schedule, steps: Timesteps.leading(steps), variance: model.variance,
      thresholding: model.thresholding, streams: streams)
    let states = Array(Denoising(method, predictor, from: start))
    #expect(states.count == (sums?.count ?? steps) + 1)
    for (state, sum) in zip(states.dropFirst(), sums ?? []) {
      let found = state.x.scalars.reduce(0) { $0 + Double($1) }
      #expect(abs(found - sum) < 1e-3 * (10 + abs(sum)), "index \(state.index): \(found), not \(sum)")
    }
    let image = try #require(states.last).x.channelsFirst.scalars
    let own = clamped ? image.map { min(1, max(-1, $0)) } : image
    #expect(largestDifference(own, final) < 1e-3)
  }
}
