import Diffusion
import Foundation
import Networks
import Tensors
import Testing
import Training

@Suite(.serialized) struct TrainingRunTests {
  private func configuration(epochs: Int = 2, sigma: Double = 0.5) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(width: 4), objective: .denoising(.noise(sigma: sigma)), epochs: epochs,
      batchSize: 8,
      learningRate: 1e-3, seed: 11)
  }

  private func images(_ count: Int = 20) -> Tensor {
    var generator = TorchGenerator(seed: 4)
    return generator.uniform([count, 28, 28, 1])
  }

  private func temporaryFile() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors")
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
    let url = temporaryFile()
    defer { try? FileManager.default.removeItem(at: url) }
    var run = TrainingRun(configuration(), images: images())
    for _ in 0..<interruption { try run.step() }
    try run.saveState(to: url)
    let resumed = try finish(TrainingRun(configuration(), images: images(), resuming: url))
    #expect(resumed.losses == whole.losses)
    #expect(resumed.network.namedTensors.map(\.tensor) == whole.network.namedTensors.map(\.tensor))
  }

  @Test("a state of another training, or a damaged one, is refused") func wrongState() throws {
    let url = temporaryFile()
    defer { try? FileManager.default.removeItem(at: url) }
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

  @Test("a loss that is no number stops the training and says where") func divergence() {
    var run = TrainingRun(configuration(), images: Tensor(repeating: .nan, shape: [20, 28, 28, 1]))
    let error = #expect(throws: TrainingError.self) { try run.step() }
    #expect("\(error!)".contains("epoch 0, step 0 (learning rate 0.001"))
  }
}
