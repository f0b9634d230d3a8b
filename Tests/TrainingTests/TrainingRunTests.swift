import Checkpoints
import Diffusion
import Foundation
import Networks
import Tensors
import TestSupport
import Testing
import Training

@Suite(.serialized) struct TrainingRunTests {
  private func configuration(epochs: Int = 2, sigma: Double = 0.5) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(width: 4), objective: .denoising(.noise(sigma: sigma)), epochs: epochs,
      batchSize: 8, learningRate: .constant(1e-3), seed: 11)
  }

  /// Everything that can be switched on at once.
  private func wholeConfiguration(epochs: Int = 2) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(width: 4, conditioning: .classes),
      objective: .flowMatching(
        FlowMatching(times: .logitNormal(mean: 0, deviation: 1), coupling: .optimalTransport)),
      epochs: epochs, batchSize: 8,
      learningRate: LearningRateSchedule(start: 1e-2, decay: .cosine(finalShare: 0.1), warmUp: 2), seed: 11,
      gradientLimit: 0.5, averageDecay: 0.9)
  }

  private var labels: [UInt8] { (0..<20).map { UInt8($0 % 10) } }

  private var validation: ValidationSet {
    var generator = TorchGenerator(seed: 5)
    return ValidationSet(images: generator.uniform([5, 28, 28, 1]), labels: [0, 1, 2, 3, 9])
  }

  private func images(_ count: Int = 20) -> Tensor {
    var generator = TorchGenerator(seed: 4)
    return generator.uniform([count, 28, 28, 1])
  }

  private func finish(_ run: TrainingRun) throws -> TrainingRun {
    var run = run
    while !run.isFinished { try run.step() }
    return run
  }

  @Test("an epoch's last batch takes what is left") func steps() throws {
    var run = TrainingRun(configuration(), images: images())
    #expect(run.stepsPerEpoch == 3 && run.totalSteps == 6 && run.epoch == 0)
    for _ in 0..<3 { try run.step() }
    #expect(run.epoch == 1 && run.losses.count == 3)
  }

  @Test("the number of threads does not change a bit") func threads() throws {
    let original = WorkerThreads.count
    defer { WorkerThreads.count = original }
    let runs = try [1, 2, 3, 8].map { count in
      WorkerThreads.count = count
      return try finish(TrainingRun(configuration(), images: images()))
    }
    for run in runs {
      #expect(run.losses == runs[0].losses)
      #expect(run.network.namedTensors.map(\.tensor) == runs[0].network.namedTensors.map(\.tensor))
    }
  }

  @Test("an interrupted and resumed training gives the bits of an uninterrupted one", arguments: 0...6)
  func resume(interruption: Int) throws {
    let whole = try finish(TrainingRun(configuration(), images: images()))
    let folder = try Scratch()
    let url = folder.url("state.safetensors")
    var run = TrainingRun(configuration(), images: images())
    for _ in 0..<interruption { try run.step() }
    try run.saveState(to: url)
    let resumed = try finish(TrainingRun(configuration(), images: images(), resuming: url))
    #expect(resumed.losses == whole.losses)
    #expect(resumed.network.namedTensors.map(\.tensor) == whole.network.namedTensors.map(\.tensor))
  }

  @Test(
    "so does one with a moving average, clipping, a cosine, a coupling and a validation set", arguments: 0...6
  )
  func resumeWhole(interruption: Int) throws {
    let start = TrainingRun(wholeConfiguration(), images: images(), labels: labels, validation: validation)
    let whole = try finish(start)
    let folder = try Scratch()
    let url = folder.url("state.safetensors")
    var run = start
    for _ in 0..<interruption { try run.step() }
    try run.saveState(to: url)
    let resumed = try finish(
      TrainingRun(
        wholeConfiguration(), images: images(), labels: labels, validation: validation, resuming: url))
    #expect(resumed.losses == whole.losses && resumed.validationLosses == whole.validationLosses)
    #expect(whole.validationLosses.count == 2)
    #expect(resumed.network.namedTensors.map(\.tensor) == whole.network.namedTensors.map(\.tensor))
    #expect(resumed.result.namedTensors.map(\.tensor) == whole.result.namedTensors.map(\.tensor))
    #expect(whole.result.namedTensors.map(\.tensor) != whole.network.namedTensors.map(\.tensor))
  }

  @Test("each option changes the training, and none of them what is drawn") func options() throws {
    func losses(_ change: (inout TrainingConfiguration) -> Void) throws -> [Float] {
      var configuration = wholeConfiguration()
      change(&configuration)
      return try finish(TrainingRun(configuration, images: images(), labels: labels)).losses
    }
    let whole = try losses { _ in }
    #expect(try losses { $0.averageDecay = nil } == whole, "an average only looks on")
    let others = try [
      losses { $0.gradientLimit = nil }, losses { $0.learningRate.warmUp = 0 },
      losses { $0.learningRate.decay = .none },
      losses { $0.objective = .flowMatching(FlowMatching(coupling: .optimalTransport)) },
      losses { $0.objective = .flowMatching(FlowMatching(times: .logitNormal(mean: 0, deviation: 1))) },
    ]
    #expect(Set(others + [whole]).count == 6)
  }

  @Test("the validation loss depends on the network alone, not on the training's draws")
  func validationDraws()
    throws
  {
    var other = wholeConfiguration(epochs: 1)
    other.batchSize = 20
    other.learningRate = .constant(0)
    other.averageDecay = nil
    let losses = try [true, false].map { isDropped in
      let drop = isDropped ? 1.0 : 0
      other.objective = .flowMatching(FlowMatching(dropProbability: drop, times: .uniform))
      return try finish(TrainingRun(other, images: images(), labels: labels, validation: validation))
    }
    // The weights stay; the running statistics of the one batch differ by the dropped classes alone.
    #expect(losses[0].losses != losses[1].losses)
    #expect(losses[0].validationLosses.count == 1)
    let same = try finish(TrainingRun(other, images: images(), labels: labels, validation: validation))
    #expect(same.validationLosses == losses[1].validationLosses)
  }

  @Test("a fixed noise takes the drawn one's place") func fixedNoise() throws {
    var generator = TorchGenerator(seed: 1)
    let noise = generator.normalImages([20, 28, 28, 1])
    let configuration = wholeConfiguration()
    var free = TrainingRun(configuration, images: images(), labels: labels)
    var fixed = TrainingRun(configuration, images: images(), labels: labels, noise: noise)
    #expect(try free.step() != fixed.step())
    let folder = try Scratch()
    let url = folder.url("state.safetensors")
    try fixed.saveState(to: url)
    #expect(throws: CheckpointError.self, "the state belongs to a training with that noise") {
      try TrainingRun(configuration, images: images(), labels: labels, resuming: url)
    }
    _ = try TrainingRun(configuration, images: images(), labels: labels, noise: noise, resuming: url)
  }

  @Test("a state of another training, or a damaged one, is refused") func wrongState() throws {
    let folder = try Scratch()
    let url = folder.url("state.safetensors")
    try TrainingRun(configuration(), images: images()).saveState(to: url)
    expectRefusal(url, configuration(sigma: 0.6), images())
    expectRefusal(url, configuration(epochs: 3), images())
    expectRefusal(url, configuration(), images(21))
    let whole = try Data(contentsOf: url)
    for position in [whole.count - 3, whole.count / 2, 3, 500] {
      var changed = whole
      changed[position] ^= 1
      try changed.write(to: url)
      expectRefusal(url, configuration(), images())
    }
    try whole.dropLast(5).write(to: url)
    expectRefusal(url, configuration(), images())
    try TrainingRun(configuration(), images: images()).network.save(to: url)
    expectRefusal(url, configuration(), images())
  }

  private func expectRefusal(_ url: URL, _ configuration: TrainingConfiguration, _ images: Tensor) {
    #expect(throws: CheckpointError.self) {
      try TrainingRun(configuration, images: images, resuming: url)
    }
  }

  @Test("a loss that is no number stops the training, says where, and leaves it as it was") func divergence()
    throws
  {
    var spoiled = images()
    spoiled.withUnsafeMutableScalars { $0[19 * 784] = .nan }
    var run = TrainingRun(configuration(), images: spoiled)
    var before = run
    let error = #expect(throws: TrainingError.self) {
      while true {
        before = run
        try run.step()
      }
    }
    let step = run.completedSteps + 1
    #expect(
      "\(error!)".contains("the loss is nan in epoch 1, step \(step) (learning rate 0.001, gradient norm"))
    #expect(run.network.namedTensors.map(\.tensor) == before.network.namedTensors.map(\.tensor))
    let again = #expect(throws: TrainingError.self) { try run.step() }
    #expect("\(again!)" == "\(error!)", "the draws are those of before, too")
  }
}

extension TrainingRun {
  /// A training that goes on from a state file.
  fileprivate init(
    _ configuration: TrainingConfiguration, images: Tensor, labels: [UInt8]? = nil, noise: Tensor? = nil,
    validation: ValidationSet? = nil, resuming url: URL
  ) throws(CheckpointError) {
    self.init(configuration, images: images, labels: labels, noise: noise, validation: validation)
    try resume(from: url)
  }
}
