import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Training

/// A small training of the random model of the fixtures on a few pictures made here.
enum SampleTraining {
  static let side = 16
  static let captions = ["a rocket ship", "a pencil", "a high quality photo", "a pencil", "a rocket ship"]

  static func folder() throws -> ModelFolder {
    try ModelFolder(Fixtures.shared.url("random-model"))
  }

  /// The fixture's network, or one without a learned variance.
  static func network(learnsVariance: Bool = true) throws -> TextToImageConfiguration {
    var network = try folder().networkConfiguration()
    network.outputChannels = learnsVariance ? 6 : 3
    return network
  }

  /// Discs of several colours.
  static var pictures: CaptionedPictures {
    var pixels: [UInt8] = []
    for index in captions.indices {
      for y in 0..<side {
        for x in 0..<side {
          let distance = (x - 8) * (x - 8) + (y - 8) * (y - 8)
          let isInside = distance < (3 + index) * (3 + index)
          pixels += (0..<3).map { isInside == ($0 == index % 3) ? 230 : UInt8(20 + 10 * index) }
        }
      }
    }
    return CaptionedPictures(side: side, pixels: pixels, captions: captions)
  }

  static func texts() throws -> CaptionTexts {
    let file = Fixtures.shared.url("random-model-prompts.safetensors")
    return try CaptionTexts(of: captions, in: [PromptEmbeddings(file)])
  }

  /// With everything that can be switched on.
  static func training(
    epochs: Int = 2, target: PredictionTarget = .noise, learnsVariance: Bool = true
  ) throws -> TextToImageTraining {
    TextToImageTraining(
      network: try network(learnsVariance: learnsVariance),
      objective: NoiseObjective(target: target, dropProbability: 0.3), epochs: epochs, batchSize: 2,
      learningRate: LearningRateSchedule(start: 2e-3, decay: .cosine(finalShare: 0.1), warmUp: 1), seed: 7,
      gradientLimit: 1, averageDecay: 0.9)
  }

  static func run(_ training: TextToImageTraining, from start: NetworkStart = .drawn) throws
    -> TextToImageRun
  {
    TextToImageRun(training, .squaredCosine(), pictures, .embedded(try texts()), from: start)
  }

  static func finish(_ run: TextToImageRun) throws -> TextToImageRun {
    var run = run
    while !run.isFinished { try run.step() }
    return run
  }
}

extension Module {
  /// All weights, for comparisons.
  var weights: [Tensor] { namedTensors.map(\.tensor) }
}
