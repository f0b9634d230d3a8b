import Checkpoints
import Diffusion
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing
import Training

@Suite(.serialized) struct TextToImageRunTests {
  private let folder: Scratch
  private var state: URL { folder.url("state.safetensors") }

  init() throws { folder = try Scratch() }

  @Test(
    "a network learns a handful of pictures by heart",
    arguments: [(PredictionTarget.noise, true), (.velocity, true), (.velocity, false)])
  func overfitting(_ target: PredictionTarget, learnsVariance: Bool) throws {
    var training = try SampleTraining.training(
      epochs: 100, target: target, learnsVariance: learnsVariance)
    training.batchSize = 5
    training.learningRate = LearningRateSchedule(start: 3e-3, warmUp: 5)
    let run = try SampleTraining.finish(SampleTraining.run(training))
    func mean(_ losses: some Collection<Float>) -> Float { losses.reduce(0, +) / Float(losses.count) }
    let (first, last) = (mean(run.losses.prefix(3)), mean(run.losses.suffix(20)))
    #expect(run.losses.count == 100)
    #expect(last < 0.6 * first, "\(first), then \(last)")
  }

  @Test("small pictures that are halved ones are what halving makes") func smallPictures() {
    var generator = TorchGenerator(seed: 5)
    let (images, noise) = (generator.normalImages([2, 8, 8, 3]), generator.normalImages([2, 8, 8, 3]))
    let schedule = NoiseSchedule.linear()
    let (halved, other) = (images.halved, -1 * images.halved)
    let seen = [nil, halved, other].map {
      EnlargedImages(of: images, small: $0, levels: [3, 50], noise: noise, schedule).images
    }
    #expect(seen[0].scalars == seen[1].scalars && seen[0].scalars != seen[2].scalars)
  }

  @Test("an interrupted and resumed training gives the bits of an uninterrupted one", arguments: 0...6)
  func resume(interruption: Int) throws {
    let start = try SampleTraining.run(SampleTraining.training())
    let whole = try SampleTraining.finish(start)
    var run = start
    for _ in 0..<interruption { try run.step() }
    try run.saveState(to: state)
    var resumed = start
    try resumed.resume(from: state)
    #expect(resumed.completedSteps == interruption)
    resumed = try SampleTraining.finish(resumed)
    #expect(resumed.losses == whole.losses && whole.losses.count == 6)
    #expect(resumed.network.weights == whole.network.weights)
    #expect(resumed.result.weights == whole.result.weights)
    #expect(whole.result.weights != whole.network.weights)
  }

  @Test("the number of threads does not change a bit") func threads() throws {
    let original = WorkerThreads.count
    defer { WorkerThreads.count = original }
    let runs = try [1, 3].map { count in
      WorkerThreads.count = count
      return try SampleTraining.finish(SampleTraining.run(SampleTraining.training()))
    }
    #expect(runs[0].losses == runs[1].losses)
    #expect(runs[0].result.weights == runs[1].result.weights)
  }

  @Test("a model's own weights go on learning; without them the seed decides") func start() throws {
    let training = try SampleTraining.training()
    let network = try SampleTraining.folder().networkToTrain()
    var fine = try SampleTraining.run(training, from: .given(network))
    #expect(fine.network.weights == network.weights)
    var drawn = try SampleTraining.run(training)
    var other = training
    other.seed = 8
    var seeded = try SampleTraining.run(other)
    let losses = try [fine.step(), drawn.step(), seeded.step()]
    #expect(Set(losses).count == 3)
    #expect(fine.network.weights != network.weights)
    try fine.saveState(to: state)
    #expect(throws: CheckpointError.self, "another start") { try drawn.resume(from: state) }
    var again = try SampleTraining.run(training, from: .given(network))
    try again.resume(from: state)
    #expect(again.network.weights == fine.network.weights)
  }

  @Test("a state of another training, or a damaged one, is refused and changes nothing") func wrongState()
    throws
  {
    let start = try SampleTraining.run(SampleTraining.training())
    var run = start
    try run.step()
    try run.saveState(to: state)
    var others = [try SampleTraining.run(SampleTraining.training(epochs: 3))]
    others.append(
      TextToImageRun(
        try SampleTraining.training(), .linear(), SampleTraining.pictures,
        .embedded(try SampleTraining.texts())))
    for var other in others {
      let before = other.network.weights
      #expect(throws: CheckpointError.self) { try other.resume(from: state) }
      #expect(other.network.weights == before && other.losses.isEmpty)
    }
    let whole = try Data(contentsOf: state)
    for position in [whole.count - 3, whole.count / 2, 3, 500] {
      var changed = whole
      changed[position] ^= 1
      try changed.write(to: state)
      var resumed = start
      #expect(throws: CheckpointError.self) { try resumed.resume(from: state) }
    }
  }

  @Test("a loss that is no number stops the training, says where, and leaves it as it was") func divergence()
    throws
  {
    var writer = SafetensorsWriter()
    for prompt in ["", "a pencil", "a rocket ship"] {
      writer.add(Tensor(repeating: 1, shape: [1, 3, 24]), named: prompt)
    }
    writer.add(Tensor(repeating: .nan, shape: [1, 3, 24]), named: "a high quality photo")
    try writer.write(to: state)
    var training = try SampleTraining.training()
    training.objective.dropProbability = 0
    var run = TextToImageRun(
      training, .squaredCosine(), SampleTraining.pictures,
      .embedded(try CaptionTexts(of: SampleTraining.captions, in: [PromptEmbeddings(state)])))
    var before = run
    let error = #expect(throws: TrainingError.self) {
      while true {
        before = run
        try run.step()
      }
    }
    #expect("\(error!)".contains("the loss is nan in epoch 1, step \(run.completedSteps + 1) (learning rate"))
    #expect("\(error!)".contains("gradient norm"))
    #expect(run.network.weights == before.network.weights)
    let again = #expect(throws: TrainingError.self) { try run.step() }
    #expect("\(again!)" == "\(error!)", "the draws are those of before, too")
  }

  @Test("texts come from several files, and a missing or misshapen one is named") func texts() throws {
    func write(_ texts: [String: [Int]], _ name: String) throws -> PromptEmbeddings {
      var writer = SafetensorsWriter()
      for (text, shape) in texts { writer.add(Tensor(repeating: 2, shape: shape), named: text) }
      try writer.write(to: folder.url(name))
      return try PromptEmbeddings(folder.url(name))
    }
    let files = [
      try write(["": [1, 3, 24], "a pen": [3, 24]], "1"),
      try write(["a man": [1, 3, 24], "short": [1, 2, 24]], "2"),
    ]
    #expect(try CaptionTexts(of: ["a man", "a pen"], in: files).empty.shape == [1, 3, 24])
    let missing = #expect(throws: CheckpointError.self) { try CaptionTexts(of: ["a pan"], in: files) }
    #expect("\(missing!)".contains("did you mean 'a pen'"))
    let short = #expect(throws: CheckpointError.self) { try CaptionTexts(of: ["short"], in: files) }
    #expect("\(short!)".contains("tensor 'short': expected shape [1, 3, 24], found [1, 2, 24]"))
    #expect(throws: CheckpointError.self, "no empty text") { try CaptionTexts(of: ["a man"], in: [files[1]]) }
  }
}
