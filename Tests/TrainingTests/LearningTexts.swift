import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Training

/// Trainings of the fixtures' random models whose text encoder learns along, by all that the sketchbook's recipe does.
enum LearningTexts {
  static let captions = ["a rocket ship", "a pencil", "a high quality photo", "a lithograph of a skull"]

  /// Eight pictures of 32 pixels by a formula.
  struct Pixels: PixelSource {
    let side = 32
    let count = 8

    func read(_ index: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) {
      for place in pixels.indices {
        let (y, x, c) = (place / 96, place / 3 % 32, place % 3)
        pixels[place] = UInt8((31 * index + 50 * c + 7 * y + 13 * x) % 256)
      }
    }

    func add(to checksum: inout Checksum) { checksum.add(Data([UInt8(count)])) }
  }

  static func encoder(drawn: Bool = false) throws -> LearningEncoder {
    let folder = try SampleTraining.folder()
    let configuration = try folder.textConfiguration()
    return LearningEncoder(
      configuration, try folder.captionTokenizer(for: configuration),
      from: drawn ? nil : try folder.encoderToTrain())
  }

  /// - Parameter stage: the fixture of the network's configuration.
  static func run(
    _ stage: Stage = .first, seed: UInt64 = 11, epochs: Int = 3, target: PredictionTarget = .noise,
    drawnEncoder: Bool = false
  ) throws -> TextToImageRun {
    let folder = try ModelFolder(
      Fixtures.shared.url(stage == .first ? "random-model" : "random-upscaler"))
    let training = TextToImageTraining(
      network: try folder.networkConfiguration(),
      objective: NoiseObjective(
        target: target, dropProbability: 0.3, timesteps: .stratified, weighting: .minSNR),
      epochs: epochs, batchSize: 4,
      learningRate: LearningRateSchedule(start: 2e-3, decay: .cosine(finalShare: 0.02), warmUp: 2),
      seed: seed, gradientLimit: 1, averageDecay: 0.9,
      adam: Adam.Settings(beta1: 0.9, beta2: 0.99, weightDecay: 0.01))
    let schedule = NoiseSchedule.squaredCosine()
    return TextToImageRun(
      training, schedule,
      CaptionedPictures(side: stage == .first ? 16 : 32, Pixels(), captions: captions + captions),
      .learned(try encoder(drawn: drawnEncoder)), from: .drawnWithZeroResiduals,
      imageNoise: stage == .first ? nil : schedule)
  }

  /// Which network learns.
  enum Stage: String, CaseIterable { case first, second }
}
